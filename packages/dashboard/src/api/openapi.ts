/** Made from docs/api/openapi.json by `npm run docs`; do not edit. */
export interface paths {
    "/api/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Customers, searched, filtered and sorted
         * @description Needs the scope `read`.
         */
        get: operations["listCustomers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customer/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A customer with everything a page of it shows at once
         * @description Needs the scope `read`.
         */
        get: operations["getCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customer/{id}/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alerts of a customer, the newest first
         * @description Needs the scope `read`.
         */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customer/{id}/recommendations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Next actions for a customer, the newest first
         * @description Needs the scope `read`.
         */
        get: operations["listRecommendations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customer/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened with a customer, the newest first
         * @description Needs the scope `read`.
         */
        get: operations["listTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customer/{id}/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Contacts, opportunities, contracts, invoices and cases of a customer; current ones first, each the newest first
         * @description Needs the scope `read`.
         */
        get: operations["listRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customer/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why a customer has a value: its formula, what goes into it, and the newest source rows
         * @description Needs the scope `read`.
         */
        get: operations["explainMetric"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customer/{id}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The profile of a customer: all its versions, or the one in force at a time, as known now or at another time
         * @description Needs the scope `read`.
         */
        get: operations["getProfile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Days customers can be seen as of, the newest first, each with the newest version of it
         * @description Needs the scope `read`.
         */
        get: operations["listDays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/execute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Has a recommendation carried out: it is kept at once, and its connector told of it until it has it
         * @description Needs the scope `act`.
         */
        post: operations["executeAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes an action back: one that was not delivered is dropped, of one that was its connector is told
         * @description Needs the scope `act`.
         */
        post: operations["cancelAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of a recommendation, with all that happened to it
         * @description Needs the scope `read`.
         */
        get: operations["getAction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Recommendations that were acted on, the last asked for first
         * @description Needs the scope `read`.
         */
        get: operations["listActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/{id}/ack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Says that an alert was seen; that of an acknowledged one changes nothing
         * @description Needs the scope `act`.
         */
        post: operations["acknowledgeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/{id}/unack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes back that an alert was seen
         * @description Needs the scope `act`.
         */
        post: operations["unacknowledgeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/{id}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Puts an alert off until a time
         * @description Needs the scope `act`.
         */
        post: operations["snoozeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/{id}/unsnooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends that an alert is put off
         * @description Needs the scope `act`.
         */
        post: operations["unsnoozeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rules and alerts as the definitions have them now, and how many customers each is open for
         * @description Needs the scope `read`.
         */
        get: operations["listRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whom changed rules, weights or bands would touch, on the day that is served; nothing is changed
         * @description Needs the scope `read`.
         */
        post: operations["previewRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dashboard/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The customer base at a glance
         * @description Needs the scope `read`.
         */
        get: operations["getSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Runs whose versions are kept, the newest first: their steps, counts and times
         * @description Needs the scope `read`.
         */
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Quality of the data: freshness, columns with drift, quarantine, gates, data gaps
         * @description Needs the scope `read`.
         */
        get: operations["getQuality"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process lives */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which version is served, and whether the newest one is */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Measures of the service and of the customer base, for Prometheus
         * @description Needs the scope `read`.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This description */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description RFC 9457 */
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "BAD_REQUEST" | "NOT_AUTHENTICATED" | "NOT_ALLOWED" | "NOT_THIS_MACHINE" | "NO_SUCH_ROUTE" | "NO_SUCH_CUSTOMER" | "NO_SUCH_RECOMMENDATION" | "NO_SUCH_ALERT" | "NO_SUCH_DAY" | "NO_SUCH_METRIC" | "BAD_CURSOR" | "METHOD_NOT_ALLOWED" | "REQUEST_TIMEOUT" | "BAD_DEFINITIONS" | "TRANSITION_REFUSED" | "REQUEST_IN_PROGRESS" | "CURSOR_OUTDATED" | "VERSION_CHANGED" | "BODY_TOO_LARGE" | "URI_TOO_LONG" | "NOT_JSON" | "KEY_REUSED" | "TOO_MANY_REQUESTS" | "HEADERS_TOO_LARGE" | "UNEXPECTED" | "BUSY" | "TOO_SLOW";
            request_id: string;
            errors: {
                field: string;
                detail: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listCustomers: {
        parameters: {
            query?: {
                /** @description Beginnings of words of the name, or of the id, an account, or the domain */
                q?: string;
                /** @description Band of the health score, such as critical */
                band?: string;
                /** @description Band of the risk of churn, such as HIGH */
                risk?: string;
                /** @description Country, as lines of the list have it */
                country?: string;
                /** @description Segment, as lines of the list have it */
                segment?: string;
                /** @description What they are sorted by, with - the largest first (default: relevance for a search, else -churn_risk) */
                sort?: "relevance" | "id" | "name" | "-name" | "health" | "churn_risk" | "mrr" | "clv" | "annual_revenue" | "open_alerts" | "-health" | "-churn_risk" | "-mrr" | "-clv" | "-annual_revenue" | "-open_alerts";
                /** @description Items at most, from 1 to 100 */
                limit?: string;
                /** @description Where the list goes on: next_cursor of the page before */
                cursor?: string;
                /** @description 1: tell how many there are */
                count?: "1";
                /** @description 1: tell how many each value of a filter would leave */
                facets?: "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    /** @description Names the answer: send it back as If-None-Match, and an answer that is the same is a 304 */
                    ETag?: string;
                    /** @description Day the data are of */
                    "X-Data-As-Of"?: string;
                    /** @description Version of the lake the answer is of */
                    "X-Data-Version"?: string;
                    /** @description Currency of money, by ISO 4217 */
                    "X-Data-Currency"?: string;
                    /** @description What whoever asks may do, such as read act unmask */
                    "X-Scopes"?: string;
                    /** @description HIT or MISS */
                    "X-Cache"?: string;
                    /** @description Seconds since the answer was made */
                    Age?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @description *** for those who may not see personal data */
                            name: string | null;
                            country: string | null;
                            region: string | null;
                            industry: string | null;
                            segment: string | null;
                            website: string | null;
                            /** @description *** for those who may not see personal data */
                            owner: string | null;
                            linkage_confidence: number;
                            /** @description Value and band of each score */
                            scores: {
                                [key: string]: number | string | boolean | null;
                            };
                            mrr?: number | null;
                            clv?: number | null;
                            annual_revenue?: number | null;
                            open_alerts: number;
                            worst_alert: string | null;
                            next_action: string | null;
                            /** Format: date */
                            as_of: string;
                        }[];
                        /** @description Where the list goes on; null at its end */
                        next_cursor: string | null;
                        /** @description Items of the whole list, where count=1 asked for it */
                        total?: number;
                        /** @description Where facets=1 asked for them */
                        facets?: {
                            [key: string]: {
                                value: string;
                                customers: number;
                            }[];
                        };
                    };
                };
            };
            /** @description The same as before */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_AUTHENTICATED: Who asks is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_ALLOWED: The key or token has not the right; NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description BAD_CURSOR: The cursor is none of this list */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description CURSOR_OUTDATED: The cursor is of a version that is not served any more */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_SLOW: The answer takes too long */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomer: {
        parameters: {
            query?: {
                /** @description An earlier day the lake still keeps gold of; the newest by default */
                as_of?: string;
            };
            header?: never;
            path: {
                /** @description Id of a customer; that of one merged into it, or of one of its accounts, leads there */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    /** @description Names the answer: send it back as If-None-Match, and an answer that is the same is a 304 */
                    ETag?: string;
                    /** @description Day the data are of */
                    "X-Data-As-Of"?: string;
                    /** @description Version of the lake the answer is of */
                    "X-Data-Version"?: string;
                    /** @description Currency of money, by ISO 4217 */
                    "X-Data-Currency"?: string;
                    /** @description What whoever asks may do, such as read act unmask */
                    "X-Scopes"?: string;
                    /** @description HIT or MISS */
                    "X-Cache"?: string;
                    /** @description Seconds since the answer was made */
                    Age?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @description *** for those who may not see personal data */
                        name: string | null;
                        country: string | null;
                        region: string | null;
                        industry: string | null;
                        segment: string | null;
                        website: string | null;
                        /** @description *** for those who may not see personal data */
                        owner: string | null;
                        linkage_confidence: number;
                        /** @description Its accounts, and how sure it is that each is one */
                        accounts: {
                            id: string;
                            confidence: number;
                            rule: string | null;
                        }[];
                        /** @description Customers that were merged into it */
                        aliases: string[];
                        metrics: {
                            name: string;
                            label: string;
                            unit: string;
                            value: number | string | boolean | null;
                            /** @description Why there is no value, as a word */
                            reason: string | null;
                            /** @description The same in words */
                            reason_text: string | null;
                        }[];
                        scores: {
                            name: string;
                            label: string;
                            value: number | null;
                            /** @description Its whole number as it is shown: cut, not rounded */
                            shown: number | null;
                            band: string | null;
                            /** @description Why there is no value, as a word */
                            reason: string | null;
                            /** @description The same in words */
                            reason_text: string | null;
                            /** @description Share of the weights whose inputs are known */
                            coverage: number | null;
                            parts: {
                                name: string;
                                label: string;
                                weight: number | null;
                                value: number | null;
                                /** @description Why there is no value, as a word */
                                reason: string | null;
                                /** @description The same in words */
                                reason_text: string | null;
                                /** @description What it gives to the score */
                                points: number | null;
                                /** @description What it takes from it */
                                lost: number | null;
                            }[];
                        }[];
                        /** @description The last twelve months of metrics that have a course */
                        courses: {
                            metric: string;
                            points: {
                                /** Format: date */
                                month: string;
                                value: number | null;
                            }[];
                        }[];
                        /** @description How many contacts, contracts and so on it has, and how many of them are current */
                        records: {
                            kind: string;
                            total: number;
                            current: number;
                        }[];
                        alerts: {
                            open: number;
                            worst: string | null;
                            /** @description Of the open ones; null for an earlier day */
                            acknowledged: number | null;
                            /** @description Of the open ones; null for an earlier day */
                            snoozed: number | null;
                        };
                        recommendations: {
                            open: number;
                            /** @description Of the open ones, asked for and neither failed nor taken back; null for an earlier day */
                            acted_on: number | null;
                            /** @description The most urgent one nobody acted on */
                            next_action: string | null;
                            next_action_priority: string | null;
                        };
                        last_event: {
                            /** Format: date-time */
                            at: string;
                            title: string | null;
                        } | null;
                        data_gaps: {
                            rule: string;
                            missing: {
                                [key: string]: string;
                            };
                        }[];
                        /** Format: date */
                        as_of: string;
                        version: number;
                        definition_version: string;
                    };
                };
            };
            /** @description The same as before */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The id is another one of the customer’s: merged into it, or of one of its accounts */
            308: {
                headers: {
                    /** @description Where the same is to be had of the customer */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        resolves_to: string;
                        location: string;
                    };
                };
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_AUTHENTICATED: Who asks is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_ALLOWED: The key or token has not the right; NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NO_SUCH_CUSTOMER: There is no such customer; NO_SUCH_DAY: The lake does not keep that day */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_SLOW: The answer takes too long; BUSY: Another of the kind is in work; TOO_SLOW: The answer takes too long */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                /** @description States, such as open; all by default */
                state?: string;
                /** @description Severities, such as critical,high; all by default */
                severity?: string;
                /** @description Items at most, from 1 to 100 */
                limit?: string;
                /** @description Where the list goes on: next_cursor of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Id of a customer; that of one merged into it, or of one of its accounts, leads there */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    /** @description Names the answer: send it back as If-None-Match, and an answer that is the same is a 304 */
                    ETag?: string;
                    /** @description Day the data are of */
                    "X-Data-As-Of"?: string;
                    /** @description Version of the lake the answer is of */
                    "X-Data-Version"?: string;
                    /** @description Currency of money, by ISO 4217 */
                    "X-Data-Currency"?: string;
                    /** @description What whoever asks may do, such as read act unmask */
                    "X-Scopes"?: string;
                    /** @description HIT or MISS */
                    "X-Cache"?: string;
                    /** @description Seconds since the answer was made */
                    Age?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            rule: string;
                            episode: number;
                            severity: string;
                            state: string;
                            title: string;
                            message: string;
                            /** Format: date */
                            opened_on: string;
                            resolved_on: string | null;
                            evidence: {
                                [key: string]: unknown;
                            };
                            /** @description Who has seen it; null while nobody has said so */
                            ack: {
                                /** Format: date-time */
                                at: string;
                                /** @description Id of the key; *** for a person, to those who may not see personal data */
                                by: string;
                                /** @description *** for those who may not see personal data */
                                note: string | null;
                            } | null;
                            /** @description Until when it is put off; null where it is not, or not any more */
                            snoozed_until: string | null;
                        }[];
                        /** @description Where the list goes on; null at its end */
                        next_cursor: string | null;
                        /** @description Items of the whole list, where count=1 asked for it */
                        total?: number;
                    };
                };
            };
            /** @description The same as before */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The id is another one of the customer’s: merged into it, or of one of its accounts */
            308: {
                headers: {
                    /** @description Where the same is to be had of the customer */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        resolves_to: string;
                        location: string;
                    };
                };
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_AUTHENTICATED: Who asks is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_ALLOWED: The key or token has not the right; NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NO_SUCH_CUSTOMER: There is no such customer; BAD_CURSOR: The cursor is none of this list */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description CURSOR_OUTDATED: The cursor is of a version that is not served any more */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_SLOW: The answer takes too long */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRecommendations: {
        parameters: {
            query?: {
                /** @description States, such as open; all by default */
                status?: string;
                /** @description Priorities, such as HIGH,MEDIUM; all by default */
                priority?: string;
                /** @description Items at most, from 1 to 100 */
                limit?: string;
                /** @description Where the list goes on: next_cursor of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Id of a customer; that of one merged into it, or of one of its accounts, leads there */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    /** @description Names the answer: send it back as If-None-Match, and an answer that is the same is a 304 */
                    ETag?: string;
                    /** @description Day the data are of */
                    "X-Data-As-Of"?: string;
                    /** @description Version of the lake the answer is of */
                    "X-Data-Version"?: string;
                    /** @description Currency of money, by ISO 4217 */
                    "X-Data-Currency"?: string;
                    /** @description What whoever asks may do, such as read act unmask */
                    "X-Scopes"?: string;
                    /** @description HIT or MISS */
                    "X-Cache"?: string;
                    /** @description Seconds since the answer was made */
                    Age?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            rule: string;
                            episode: number;
                            priority: string;
                            action: string;
                            reason: string;
                            expected_outcome: string;
                            impact_amount: number | null;
                            impact_method: string;
                            status: string;
                            /** Format: date */
                            created_on: string;
                            /** Format: date */
                            expires_on: string;
                            closed_on: string | null;
                            evidence: {
                                [key: string]: unknown;
                            };
                            /** @description What became of it (docs/api.md, "Actions"); null where nobody acted on it */
                            execution: {
                                /** @enum {string} */
                                state: "requested" | "running" | "succeeded" | "failed" | "cancelled";
                                attempt: number;
                                connector: string;
                                /** Format: date-time */
                                requested_at: string;
                                /** @description Id of the key; *** for a person, to those who may not see personal data */
                                requested_by: string;
                                /** Format: date-time */
                                updated_at: string;
                                due_on: string | null;
                                error: string | null;
                            } | null;
                            /** @description Other than before when it, or what became of it, changed: for If-Match */
                            version: string;
                        }[];
                        /** @description Where the list goes on; null at its end */
                        next_cursor: string | null;
                        /** @description Items of the whole list, where count=1 asked for it */
                        total?: number;
                    };
                };
            };
            /** @description The same as before */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The id is another one of the customer’s: merged into it, or of one of its accounts */
            308: {
                headers: {
                    /** @description Where the same is to be had of the customer */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        resolves_to: string;
                        location: string;
                    };
                };
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_AUTHENTICATED: Who asks is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_ALLOWED: The key or token has not the right; NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NO_SUCH_CUSTOMER: There is no such customer; BAD_CURSOR: The cursor is none of this list */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description CURSOR_OUTDATED: The cursor is of a version that is not served any more */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_SLOW: The answer takes too long */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTimeline: {
        parameters: {
            query?: {
                /** @description Kinds of events, such as case_opened,meeting; all by default */
                kinds?: string;
                /** @description Not before: a day, its beginning in UTC, or an instant */
                from?: string;
                /** @description Before: a day, its beginning in UTC, or an instant */
                to?: string;
                /** @description Items at most, from 1 to 100 */
                limit?: string;
                /** @description Where the list goes on: next_cursor of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Id of a customer; that of one merged into it, or of one of its accounts, leads there */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    /** @description Names the answer: send it back as If-None-Match, and an answer that is the same is a 304 */
                    ETag?: string;
                    /** @description Day the data are of */
                    "X-Data-As-Of"?: string;
                    /** @description Version of the lake the answer is of */
                    "X-Data-Version"?: string;
                    /** @description Currency of money, by ISO 4217 */
                    "X-Data-Currency"?: string;
                    /** @description What whoever asks may do, such as read act unmask */
                    "X-Scopes"?: string;
                    /** @description HIT or MISS */
                    "X-Cache"?: string;
                    /** @description Seconds since the answer was made */
                    Age?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** Format: date-time */
                            happened_at: string;
                            kind: string;
                            /** @description *** for those who may not see personal data */
                            title: string;
                            amount: number | null;
                            account_id: string;
                            source_table: string;
                            source_id: string;
                        }[];
                        /** @description Where the list goes on; null at its end */
                        next_cursor: string | null;
                        /** @description Items of the whole list, where count=1 asked for it */
                        total?: number;
                    };
                };
            };
            /** @description The same as before */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The id is another one of the customer’s: merged into it, or of one of its accounts */
            308: {
                headers: {
                    /** @description Where the same is to be had of the customer */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        resolves_to: string;
                        location: string;
                    };
                };
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_AUTHENTICATED: Who asks is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_ALLOWED: The key or token has not the right; NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NO_SUCH_CUSTOMER: There is no such customer; BAD_CURSOR: The cursor is none of this list */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description CURSOR_OUTDATED: The cursor is of a version that is not served any more */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_SLOW: The answer takes too long */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRecords: {
        parameters: {
            query?: {
                /** @description Kinds of records, such as contact,case; all by default */
                kinds?: string;
                /** @description Items at most, from 1 to 100 */
                limit?: string;
                /** @description Where the list goes on: next_cursor of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Id of a customer; that of one merged into it, or of one of its accounts, leads there */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    /** @description Names the answer: send it back as If-None-Match, and an answer that is the same is a 304 */
                    ETag?: string;
                    /** @description Day the data are of */
                    "X-Data-As-Of"?: string;
                    /** @description Version of the lake the answer is of */
                    "X-Data-Version"?: string;
                    /** @description Currency of money, by ISO 4217 */
                    "X-Data-Currency"?: string;
                    /** @description What whoever asks may do, such as read act unmask */
                    "X-Scopes"?: string;
                    /** @description HIT or MISS */
                    "X-Cache"?: string;
                    /** @description Seconds since the answer was made */
                    Age?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @description contact, opportunity, contract, invoice or case */
                            kind: string;
                            account_id: string;
                            number: string | null;
                            /** @description Of a contact; *** for those who may not see personal data */
                            name: string | null;
                            /** @description Of an opportunity or a case; *** for those who may not see personal data */
                            subject: string | null;
                            /** @description Title of a contact, type of an opportunity, term of a contract, priority of a case */
                            detail: string | null;
                            status: string | null;
                            /** @description *** for those who may not see personal data */
                            email: string | null;
                            /** @description *** for those who may not see personal data */
                            phone: string | null;
                            begins_on: string | null;
                            ends_on: string | null;
                            amount: number | null;
                            /** @description What is left to be paid of an invoice */
                            open_amount: number | null;
                            /** @description Can be reached, is open, in force, or to be paid */
                            is_current: boolean;
                        }[];
                        /** @description Where the list goes on; null at its end */
                        next_cursor: string | null;
                        /** @description Items of the whole list, where count=1 asked for it */
                        total?: number;
                    };
                };
            };
            /** @description The same as before */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The id is another one of the customer’s: merged into it, or of one of its accounts */
            308: {
                headers: {
                    /** @description Where the same is to be had of the customer */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        resolves_to: string;
                        location: string;
                    };
                };
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_AUTHENTICATED: Who asks is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_ALLOWED: The key or token has not the right; NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NO_SUCH_CUSTOMER: There is no such customer; BAD_CURSOR: The cursor is none of this list */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description CURSOR_OUTDATED: The cursor is of a version that is not served any more */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_SLOW: The answer takes too long */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainMetric: {
        parameters: {
            query: {
                /** @description Metric, sub-score or score of the definitions */
                metric: string;
            };
            header?: never;
            path: {
                /** @description Id of a customer; that of one merged into it, or of one of its accounts, leads there */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    /** @description Names the answer: send it back as If-None-Match, and an answer that is the same is a 304 */
                    ETag?: string;
                    /** @description Day the data are of */
                    "X-Data-As-Of"?: string;
                    /** @description Version of the lake the answer is of */
                    "X-Data-Version"?: string;
                    /** @description Currency of money, by ISO 4217 */
                    "X-Data-Currency"?: string;
                    /** @description What whoever asks may do, such as read act unmask */
                    "X-Scopes"?: string;
                    /** @description HIT or MISS */
                    "X-Cache"?: string;
                    /** @description Seconds since the answer was made */
                    Age?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        customer: string;
                        metric: string;
                        label: string;
                        unit: string;
                        description: string;
                        /** Format: date */
                        as_of: string;
                        definition_version: string;
                        value: string | null;
                        reason: string | null;
                        formula: string;
                        band: string | null;
                        coverage: string | null;
                        inputs: {
                            name: string;
                            label: string;
                            unit: string;
                            value: string | null;
                            reason: string | null;
                            weight?: string;
                            points?: string | null;
                            lost?: string | null;
                            formula?: string;
                            /** @description What a part of a score was computed of */
                            inputs?: {
                                [key: string]: string | null;
                            };
                        }[];
                        source_rows: number;
                        rows: {
                            source_table: string;
                            source_id: string;
                            happened_on: string | null;
                            amount: string | null;
                            /** @description *** for those who may not see personal data */
                            note: string | null;
                        }[];
                    };
                };
            };
            /** @description The same as before */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The id is another one of the customer’s: merged into it, or of one of its accounts */
            308: {
                headers: {
                    /** @description Where the same is to be had of the customer */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        resolves_to: string;
                        location: string;
                    };
                };
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_AUTHENTICATED: Who asks is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_ALLOWED: The key or token has not the right; NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NO_SUCH_CUSTOMER: There is no such customer; NO_SUCH_METRIC: There is no such metric */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_SLOW: The answer takes too long */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProfile: {
        parameters: {
            query?: {
                /** @description The version in force then; all versions by default */
                at?: string;
                /** @description As known then: the version in force at, or then where at is not given */
                known_at?: string;
            };
            header?: never;
            path: {
                /** @description Id of a customer; that of one merged into it, or of one of its accounts, leads there */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    /** @description Names the answer: send it back as If-None-Match, and an answer that is the same is a 304 */
                    ETag?: string;
                    /** @description Day the data are of */
                    "X-Data-As-Of"?: string;
                    /** @description Version of the lake the answer is of */
                    "X-Data-Version"?: string;
                    /** @description Currency of money, by ISO 4217 */
                    "X-Data-Currency"?: string;
                    /** @description What whoever asks may do, such as read act unmask */
                    "X-Scopes"?: string;
                    /** @description HIT or MISS */
                    "X-Cache"?: string;
                    /** @description Seconds since the answer was made */
                    Age?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            [key: string]: (string | number | boolean | string[]) | null;
                        }[];
                        /** @description Where the list goes on; null at its end */
                        next_cursor: string | null;
                        /** @description Items of the whole list, where count=1 asked for it */
                        total?: number;
                    };
                };
            };
            /** @description The same as before */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The id is another one of the customer’s: merged into it, or of one of its accounts */
            308: {
                headers: {
                    /** @description Where the same is to be had of the customer */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        resolves_to: string;
                        location: string;
                    };
                };
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_AUTHENTICATED: Who asks is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_ALLOWED: The key or token has not the right; NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NO_SUCH_CUSTOMER: There is no such customer */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_SLOW: The answer takes too long */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    /** @description Names the answer: send it back as If-None-Match, and an answer that is the same is a 304 */
                    ETag?: string;
                    /** @description Day the data are of */
                    "X-Data-As-Of"?: string;
                    /** @description Version of the lake the answer is of */
                    "X-Data-Version"?: string;
                    /** @description Currency of money, by ISO 4217 */
                    "X-Data-Currency"?: string;
                    /** @description What whoever asks may do, such as read act unmask */
                    "X-Scopes"?: string;
                    /** @description HIT or MISS */
                    "X-Cache"?: string;
                    /** @description Seconds since the answer was made */
                    Age?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: date */
                            as_of: string;
                            version: number;
                        }[];
                        /** @description Where the list goes on; null at its end */
                        next_cursor: string | null;
                        /** @description Items of the whole list, where count=1 asked for it */
                        total?: number;
                    };
                };
            };
            /** @description The same as before */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_AUTHENTICATED: Who asks is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_ALLOWED: The key or token has not the right; NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    executeAction: {
        parameters: {
            query?: never;
            header: {
                /** @description Names the request: sent again, it is answered as it was, and nothing is done twice */
                "idempotency-key": string;
                /** @description version of the recommendation as it was seen; otherwise a 412 */
                "if-match"?: string;
            };
            path: {
                /** @description Id of the recommendation */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Kept with it */
                    note?: string;
                    /**
                     * Format: date
                     * @description Day it is to be done by, not before today (UTC) and within two years
                     */
                    due_on?: string;
                    /** @description Who is to do it, as the receiver names people */
                    assignee?: string;
                    /** @description true: what would become of it; nothing is done (200) */
                    dry_run?: boolean;
                };
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    /** @description true where the same was answered before */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Id of the recommendation */
                        id: string;
                        customer: string;
                        rule: string;
                        /** @description What to do, in words */
                        action: string;
                        priority: string;
                        /** @enum {string} */
                        state: "proposed" | "requested" | "running" | "succeeded" | "failed" | "cancelled";
                        /** @description How often it was asked for */
                        attempt: number;
                        /** @description Who carries it out; null while it is proposed */
                        connector: string | null;
                        requested_at: string | null;
                        requested_by: string | null;
                        updated_at: string | null;
                        due_on: string | null;
                        /** @description Who is to do it; *** for those who may not see personal data */
                        assignee: string | null;
                        /** @description What whoever asked for it added; *** for those who may not see personal data */
                        note: string | null;
                        /** @description What the receiver calls it */
                        reference: string | null;
                        /** @description Why it failed */
                        error: string | null;
                        /** @description For If-Match; null where the version served does not have the recommendation */
                        version: string | null;
                        /** @description What its connector is still to be told, or was told in vain */
                        deliveries: {
                            /** @enum {string} */
                            kind: "execute" | "cancel";
                            attempt: number;
                            connector: string;
                            /**
                             * @description dead: given up
                             * @enum {string}
                             */
                            state: "pending" | "dead";
                            tries: number;
                            next_at: string | null;
                            error: string | null;
                        }[];
                    };
                };
            };
            /** @description It is kept, and will be done */
            202: {
                headers: {
                    /** @description true where the same was answered before */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Id of the recommendation */
                        id: string;
                        customer: string;
                        rule: string;
                        /** @description What to do, in words */
                        action: string;
                        priority: string;
                        /** @enum {string} */
                        state: "proposed" | "requested" | "running" | "succeeded" | "failed" | "cancelled";
                        /** @description How often it was asked for */
                        attempt: number;
                        /** @description Who carries it out; null while it is proposed */
                        connector: string | null;
                        requested_at: string | null;
                        requested_by: string | null;
                        updated_at: string | null;
                        due_on: string | null;
                        /** @description Who is to do it; *** for those who may not see personal data */
                        assignee: string | null;
                        /** @description What whoever asked for it added; *** for those who may not see personal data */
                        note: string | null;
                        /** @description What the receiver calls it */
                        reference: string | null;
                        /** @description Why it failed */
                        error: string | null;
                        /** @description For If-Match; null where the version served does not have the recommendation */
                        version: string | null;
                        /** @description What its connector is still to be told, or was told in vain */
                        deliveries: {
                            /** @enum {string} */
                            kind: "execute" | "cancel";
                            attempt: number;
                            connector: string;
                            /**
                             * @description dead: given up
                             * @enum {string}
                             */
                            state: "pending" | "dead";
                            tries: number;
                            next_at: string | null;
                            error: string | null;
                        }[];
                    };
                };
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_AUTHENTICATED: Who asks is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_ALLOWED: The key or token has not the right; NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NO_SUCH_RECOMMENDATION: There is no such recommendation */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TRANSITION_REFUSED: It cannot become that; REQUEST_IN_PROGRESS: A request with the same Idempotency-Key is in work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description VERSION_CHANGED: It is not as whoever asks saw it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description BODY_TOO_LARGE: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_JSON: The body is no JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description KEY_REUSED: The Idempotency-Key was used for something else */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_SLOW: The answer takes too long */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelAction: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again, it is answered as it was, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Id of the recommendation */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Kept with it */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description It is kept, and will be done */
            202: {
                headers: {
                    /** @description true where the same was answered before */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Id of the recommendation */
                        id: string;
                        customer: string;
                        rule: string;
                        /** @description What to do, in words */
                        action: string;
                        priority: string;
                        /** @enum {string} */
                        state: "proposed" | "requested" | "running" | "succeeded" | "failed" | "cancelled";
                        /** @description How often it was asked for */
                        attempt: number;
                        /** @description Who carries it out; null while it is proposed */
                        connector: string | null;
                        requested_at: string | null;
                        requested_by: string | null;
                        updated_at: string | null;
                        due_on: string | null;
                        /** @description Who is to do it; *** for those who may not see personal data */
                        assignee: string | null;
                        /** @description What whoever asked for it added; *** for those who may not see personal data */
                        note: string | null;
                        /** @description What the receiver calls it */
                        reference: string | null;
                        /** @description Why it failed */
                        error: string | null;
                        /** @description For If-Match; null where the version served does not have the recommendation */
                        version: string | null;
                        /** @description What its connector is still to be told, or was told in vain */
                        deliveries: {
                            /** @enum {string} */
                            kind: "execute" | "cancel";
                            attempt: number;
                            connector: string;
                            /**
                             * @description dead: given up
                             * @enum {string}
                             */
                            state: "pending" | "dead";
                            tries: number;
                            next_at: string | null;
                            error: string | null;
                        }[];
                    };
                };
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_AUTHENTICATED: Who asks is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_ALLOWED: The key or token has not the right; NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NO_SUCH_RECOMMENDATION: There is no such recommendation */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TRANSITION_REFUSED: It cannot become that; REQUEST_IN_PROGRESS: A request with the same Idempotency-Key is in work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description BODY_TOO_LARGE: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_JSON: The body is no JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description KEY_REUSED: The Idempotency-Key was used for something else */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_SLOW: The answer takes too long */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the recommendation */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    /** @description Names the answer: send it back as If-None-Match, and an answer that is the same is a 304 */
                    ETag?: string;
                    /** @description Day the data are of */
                    "X-Data-As-Of"?: string;
                    /** @description Version of the lake the answer is of */
                    "X-Data-Version"?: string;
                    /** @description Currency of money, by ISO 4217 */
                    "X-Data-Currency"?: string;
                    /** @description What whoever asks may do, such as read act unmask */
                    "X-Scopes"?: string;
                    /** @description HIT or MISS */
                    "X-Cache"?: string;
                    /** @description Seconds since the answer was made */
                    Age?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Id of the recommendation */
                        id: string;
                        customer: string;
                        rule: string;
                        /** @description What to do, in words */
                        action: string;
                        priority: string;
                        /** @enum {string} */
                        state: "proposed" | "requested" | "running" | "succeeded" | "failed" | "cancelled";
                        /** @description How often it was asked for */
                        attempt: number;
                        /** @description Who carries it out; null while it is proposed */
                        connector: string | null;
                        requested_at: string | null;
                        requested_by: string | null;
                        updated_at: string | null;
                        due_on: string | null;
                        /** @description Who is to do it; *** for those who may not see personal data */
                        assignee: string | null;
                        /** @description What whoever asked for it added; *** for those who may not see personal data */
                        note: string | null;
                        /** @description What the receiver calls it */
                        reference: string | null;
                        /** @description Why it failed */
                        error: string | null;
                        /** @description For If-Match; null where the version served does not have the recommendation */
                        version: string | null;
                        /** @description What its connector is still to be told, or was told in vain */
                        deliveries: {
                            /** @enum {string} */
                            kind: "execute" | "cancel";
                            attempt: number;
                            connector: string;
                            /**
                             * @description dead: given up
                             * @enum {string}
                             */
                            state: "pending" | "dead";
                            tries: number;
                            next_at: string | null;
                            error: string | null;
                        }[];
                        history: {
                            /** @description Place in the journal */
                            seq: number;
                            /** Format: date-time */
                            at: string;
                            attempt: number;
                            before: string;
                            after: string;
                            /** @description Id of the key; *** for a person, to those who may not see personal data */
                            by: string;
                            request_id: string | null;
                            error: string | null;
                        }[];
                    };
                };
            };
            /** @description The same as before */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_AUTHENTICATED: Who asks is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_ALLOWED: The key or token has not the right; NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NO_SUCH_RECOMMENDATION: There is no such recommendation */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_SLOW: The answer takes too long */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listActions: {
        parameters: {
            query?: {
                /** @description Those in this state; all by default */
                state?: "requested" | "running" | "succeeded" | "failed" | "cancelled";
                /** @description dead: those whose connector was told in vain, and is not any more */
                delivery?: "dead";
                /** @description Items at most, from 1 to 100 */
                limit?: string;
                /** @description Where the list goes on: next_cursor of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Id of the recommendation */
                            id: string;
                            customer: string;
                            rule: string;
                            /** @description What to do, in words */
                            action: string;
                            priority: string;
                            /** @enum {string} */
                            state: "proposed" | "requested" | "running" | "succeeded" | "failed" | "cancelled";
                            /** @description How often it was asked for */
                            attempt: number;
                            /** @description Who carries it out; null while it is proposed */
                            connector: string | null;
                            requested_at: string | null;
                            requested_by: string | null;
                            updated_at: string | null;
                            due_on: string | null;
                            /** @description Who is to do it; *** for those who may not see personal data */
                            assignee: string | null;
                            /** @description What whoever asked for it added; *** for those who may not see personal data */
                            note: string | null;
                            /** @description What the receiver calls it */
                            reference: string | null;
                            /** @description Why it failed */
                            error: string | null;
                            /** @description For If-Match; null where the version served does not have the recommendation */
                            version: string | null;
                            /** @description What its connector is still to be told, or was told in vain */
                            deliveries: {
                                /** @enum {string} */
                                kind: "execute" | "cancel";
                                attempt: number;
                                connector: string;
                                /**
                                 * @description dead: given up
                                 * @enum {string}
                                 */
                                state: "pending" | "dead";
                                tries: number;
                                next_at: string | null;
                                error: string | null;
                            }[];
                        }[];
                        /** @description Where the list goes on; null at its end */
                        next_cursor: string | null;
                        /** @description Items of the whole list, where count=1 asked for it */
                        total?: number;
                    };
                };
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_AUTHENTICATED: Who asks is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_ALLOWED: The key or token has not the right; NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description BAD_CURSOR: The cursor is none of this list */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description CURSOR_OUTDATED: The cursor is of a version that is not served any more */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_SLOW: The answer takes too long */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acknowledgeAlert: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again, it is answered as it was, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Id of the alert */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Kept with it */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    /** @description true where the same was answered before */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        customer: string;
                        /** @description Who has seen it; null while nobody has said so */
                        ack: {
                            /** Format: date-time */
                            at: string;
                            /** @description Id of the key; *** for a person, to those who may not see personal data */
                            by: string;
                            /** @description *** for those who may not see personal data */
                            note: string | null;
                        } | null;
                        /** @description Until when it is put off; null where it is not, or not any more */
                        snoozed_until: string | null;
                    };
                };
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_AUTHENTICATED: Who asks is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_ALLOWED: The key or token has not the right; NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NO_SUCH_ALERT: There is no such alert */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TRANSITION_REFUSED: It cannot become that; REQUEST_IN_PROGRESS: A request with the same Idempotency-Key is in work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description BODY_TOO_LARGE: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_JSON: The body is no JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description KEY_REUSED: The Idempotency-Key was used for something else */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_SLOW: The answer takes too long */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unacknowledgeAlert: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again, it is answered as it was, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Id of the alert */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    /** @description true where the same was answered before */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        customer: string;
                        /** @description Who has seen it; null while nobody has said so */
                        ack: {
                            /** Format: date-time */
                            at: string;
                            /** @description Id of the key; *** for a person, to those who may not see personal data */
                            by: string;
                            /** @description *** for those who may not see personal data */
                            note: string | null;
                        } | null;
                        /** @description Until when it is put off; null where it is not, or not any more */
                        snoozed_until: string | null;
                    };
                };
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_AUTHENTICATED: Who asks is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_ALLOWED: The key or token has not the right; NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NO_SUCH_ALERT: There is no such alert */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TRANSITION_REFUSED: It cannot become that; REQUEST_IN_PROGRESS: A request with the same Idempotency-Key is in work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description BODY_TOO_LARGE: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_JSON: The body is no JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description KEY_REUSED: The Idempotency-Key was used for something else */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_SLOW: The answer takes too long */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    snoozeAlert: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again, it is answered as it was, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Id of the alert */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @description Within 90 days from now
                     */
                    until: string;
                    /** @description Kept with it */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    /** @description true where the same was answered before */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        customer: string;
                        /** @description Who has seen it; null while nobody has said so */
                        ack: {
                            /** Format: date-time */
                            at: string;
                            /** @description Id of the key; *** for a person, to those who may not see personal data */
                            by: string;
                            /** @description *** for those who may not see personal data */
                            note: string | null;
                        } | null;
                        /** @description Until when it is put off; null where it is not, or not any more */
                        snoozed_until: string | null;
                    };
                };
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_AUTHENTICATED: Who asks is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_ALLOWED: The key or token has not the right; NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NO_SUCH_ALERT: There is no such alert */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TRANSITION_REFUSED: It cannot become that; REQUEST_IN_PROGRESS: A request with the same Idempotency-Key is in work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description BODY_TOO_LARGE: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_JSON: The body is no JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description KEY_REUSED: The Idempotency-Key was used for something else */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_SLOW: The answer takes too long */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unsnoozeAlert: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again, it is answered as it was, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Id of the alert */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    /** @description true where the same was answered before */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        customer: string;
                        /** @description Who has seen it; null while nobody has said so */
                        ack: {
                            /** Format: date-time */
                            at: string;
                            /** @description Id of the key; *** for a person, to those who may not see personal data */
                            by: string;
                            /** @description *** for those who may not see personal data */
                            note: string | null;
                        } | null;
                        /** @description Until when it is put off; null where it is not, or not any more */
                        snoozed_until: string | null;
                    };
                };
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_AUTHENTICATED: Who asks is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_ALLOWED: The key or token has not the right; NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NO_SUCH_ALERT: There is no such alert */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TRANSITION_REFUSED: It cannot become that; REQUEST_IN_PROGRESS: A request with the same Idempotency-Key is in work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description BODY_TOO_LARGE: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_JSON: The body is no JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description KEY_REUSED: The Idempotency-Key was used for something else */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_SLOW: The answer takes too long */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        definition_version: string;
                        /** @description What they are read from */
                        definitions: string;
                        rules: {
                            id: string;
                            /**
                             * @description Of the definitions: recommendations, or alerts
                             * @enum {string}
                             */
                            section: "rules" | "alerts";
                            title: string;
                            /** @description Priority of a recommendation, severity of an alert */
                            level: string;
                            /** @description In words */
                            condition: string;
                            /** @description When an open alert closes, in words */
                            clear_condition: string | null;
                            /** @description The condition as the definitions have it (docs/metrics/rules.md) */
                            when: unknown;
                            /** @description What to do */
                            action: string | null;
                            /** @description Customers it is open for */
                            open: number;
                            /** @description Customers whose values are missing */
                            undecidable: number;
                        }[];
                        /** @description What conditions may name */
                        facts: {
                            name: string;
                            label: string;
                            unit: string;
                        }[];
                    };
                };
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_AUTHENTICATED: Who asks is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_ALLOWED: The key or token has not the right; NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description BAD_DEFINITIONS: The definitions break their rules */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What differs from the definitions there are, such as {"rules": {"R007": {…}}}; or whole ones (docs/metrics/rules.md) */
                    definitions: {
                        [key: string]: unknown;
                    };
                    /**
                     * @description How many customers to name of each
                     * @default 5
                     */
                    examples?: number;
                };
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date */
                        as_of: string;
                        version: number;
                        /** @description That of the changed definitions */
                        definition_version: string;
                        /** @description Rules and alerts that are new or have another condition: whom they would fire for */
                        rules: {
                            rule: string;
                            /** @description In words */
                            condition: string;
                            customers: number;
                            fired: number;
                            undecidable: number;
                            not_fired: number;
                            examples: {
                                customer: string;
                                values: {
                                    [key: string]: number | string | boolean | null;
                                };
                            }[];
                        }[];
                        /** @description Who would change band, and for whom rules would begin or cease to fire */
                        changes: {
                            /** @description Score, rule or alert */
                            of: string;
                            /** @enum {string} */
                            what: "band" | "outcome";
                            before: string;
                            after: string;
                            customers: number;
                            /** @description Ids of some of them */
                            examples: string[];
                        }[];
                    };
                };
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_AUTHENTICATED: Who asks is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_ALLOWED: The key or token has not the right; NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description BAD_DEFINITIONS: The definitions break their rules */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description BODY_TOO_LARGE: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_JSON: The body is no JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description BUSY: Another of the kind is in work; TOO_SLOW: The answer takes too long */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSummary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    /** @description Names the answer: send it back as If-None-Match, and an answer that is the same is a 304 */
                    ETag?: string;
                    /** @description Day the data are of */
                    "X-Data-As-Of"?: string;
                    /** @description Version of the lake the answer is of */
                    "X-Data-Version"?: string;
                    /** @description Currency of money, by ISO 4217 */
                    "X-Data-Currency"?: string;
                    /** @description What whoever asks may do, such as read act unmask */
                    "X-Scopes"?: string;
                    /** @description HIT or MISS */
                    "X-Cache"?: string;
                    /** @description Seconds since the answer was made */
                    Age?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The newest row of gold_business_metrics; execution_rate as of now */
                        business: {
                            [key: string]: number | string | boolean | null;
                        } | null;
                        /** @description The row before it: what figures moved from */
                        business_before: {
                            [key: string]: number | string | boolean | null;
                        } | null;
                        health: {
                            /** @description Null: too little is known for a score */
                            band: string | null;
                            customers: number;
                        }[];
                        churn_risk: {
                            /** @description Null: too little is known for a score */
                            band: string | null;
                            customers: number;
                        }[];
                        /** @description The twenty with the highest risk of churn */
                        at_risk: {
                            id: string;
                            /** @description *** for those who may not see personal data */
                            name: string | null;
                            country: string | null;
                            region: string | null;
                            industry: string | null;
                            segment: string | null;
                            website: string | null;
                            /** @description *** for those who may not see personal data */
                            owner: string | null;
                            linkage_confidence: number;
                            /** @description Value and band of each score */
                            scores: {
                                [key: string]: number | string | boolean | null;
                            };
                            mrr?: number | null;
                            clv?: number | null;
                            annual_revenue?: number | null;
                            open_alerts: number;
                            worst_alert: string | null;
                            next_action: string | null;
                            /** Format: date */
                            as_of: string;
                        }[];
                        /** @description The twenty newest open ones */
                        new_alerts: {
                            alert_id: string;
                            master_id: string;
                            /** @description Its name; *** for those who may not see personal data */
                            customer: string | null;
                            rule_id: string;
                            severity: string;
                            state: string;
                            title: string;
                            message: string;
                            /** Format: date */
                            opened_on: string;
                            /** @description Who has seen it; null while nobody has said so */
                            ack: {
                                /** Format: date-time */
                                at: string;
                                /** @description Id of the key; *** for a person, to those who may not see personal data */
                                by: string;
                                /** @description *** for those who may not see personal data */
                                note: string | null;
                            } | null;
                            /** @description Until when it is put off; null where it is not, or not any more */
                            snoozed_until: string | null;
                        }[];
                        /** @description Rules that cannot be decided for some customers */
                        data_gaps: {
                            rule: string;
                            customers: number;
                            /** @description Values it lacks, and of how many */
                            missing: {
                                fact: string;
                                reason_text: string | null;
                                customers: number;
                            }[];
                        }[];
                        freshness: {
                            layer: string;
                            records: number;
                            quarantined: number;
                            error_rate: number | null;
                            seconds: number | null;
                            fresh_at: string | null;
                            is_fresh: boolean | null;
                            /** Format: date */
                            as_of: string;
                        }[];
                        /** Format: date */
                        as_of: string;
                        version: number;
                    };
                };
            };
            /** @description The same as before */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_AUTHENTICATED: Who asks is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_ALLOWED: The key or token has not the right; NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRuns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    /** @description Names the answer: send it back as If-None-Match, and an answer that is the same is a 304 */
                    ETag?: string;
                    /** @description Day the data are of */
                    "X-Data-As-Of"?: string;
                    /** @description Version of the lake the answer is of */
                    "X-Data-Version"?: string;
                    /** @description Currency of money, by ISO 4217 */
                    "X-Data-Currency"?: string;
                    /** @description What whoever asks may do, such as read act unmask */
                    "X-Scopes"?: string;
                    /** @description HIT or MISS */
                    "X-Cache"?: string;
                    /** @description Seconds since the answer was made */
                    Age?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            version: number;
                            /** Format: date-time */
                            committed_at: string;
                            job: string;
                            run_id: string;
                            /** Format: date-time */
                            clock: string;
                            seconds: number;
                            steps: {
                                step: string;
                                mode: string;
                                why: string;
                                resumed: boolean;
                                seconds: number;
                                counts: {
                                    [key: string]: number;
                                };
                            }[];
                            changed: {
                                table: string;
                                rows: number;
                            }[];
                        }[];
                        /** @description Where the list goes on; null at its end */
                        next_cursor: string | null;
                        /** @description Items of the whole list, where count=1 asked for it */
                        total?: number;
                    };
                };
            };
            /** @description The same as before */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_AUTHENTICATED: Who asks is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_ALLOWED: The key or token has not the right; NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQuality: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    /** @description Names the answer: send it back as If-None-Match, and an answer that is the same is a 304 */
                    ETag?: string;
                    /** @description Day the data are of */
                    "X-Data-As-Of"?: string;
                    /** @description Version of the lake the answer is of */
                    "X-Data-Version"?: string;
                    /** @description Currency of money, by ISO 4217 */
                    "X-Data-Currency"?: string;
                    /** @description What whoever asks may do, such as read act unmask */
                    "X-Scopes"?: string;
                    /** @description HIT or MISS */
                    "X-Cache"?: string;
                    /** @description Seconds since the answer was made */
                    Age?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: number;
                        freshness: {
                            source: string;
                            newest_change: string | null;
                            last_loaded: string;
                            rows: number;
                        }[];
                        columns: {
                            table: string;
                            column: string;
                            rows: number;
                            null_share: number;
                            null_share_before: number | null;
                            distinct: number;
                            distinct_before: number | null;
                            rejected: number;
                            flagged: number;
                            is_drift: boolean;
                            profiled_at: string;
                        }[];
                        quarantine: {
                            source: string;
                            column: string | null;
                            code: string;
                            rows: number;
                            last_refused: string;
                        }[];
                        gates: {
                            gate: string;
                            table: string;
                            measure: string;
                            value: number | null;
                            bound: string;
                            outcome: string;
                            pipeline: string;
                            as_of: string;
                        }[];
                        data_gaps: {
                            rule: string;
                            customers: number;
                        }[];
                    };
                };
            };
            /** @description The same as before */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_AUTHENTICATED: Who asks is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_ALLOWED: The key or token has not the right; NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "ok";
                    };
                };
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description behind: the newest version cannot be served, the one before is
                         * @enum {string}
                         */
                        status: "ready" | "behind";
                        version: number;
                        /** Format: date */
                        as_of: string;
                        /**
                         * Format: date-time
                         * @description When it last looked for a new version
                         */
                        checked_at: string;
                        broken: {
                            version: number | null;
                            code: string;
                            /** Format: date-time */
                            since: string;
                        } | null;
                    };
                };
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_AUTHENTICATED: Who asks is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_ALLOWED: The key or token has not the right; NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description BAD_REQUEST: The request is not as the description of the API says */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description NOT_THIS_MACHINE: The request does not come from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description METHOD_NOT_ALLOWED: The path does not take this method */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description TOO_MANY_REQUESTS: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description UNEXPECTED: The server failed */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
