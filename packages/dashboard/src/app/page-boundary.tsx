import { Component, type ReactNode } from 'react';
import { ErrorState } from '../components/error-state.tsx';

interface PageBoundaryProps {
  readonly children: ReactNode;
}

/** A page that fails leaves the others alone: it is tried again on demand, or by going elsewhere. Make one a route, with the route as its `key`. */
export class PageBoundary extends Component<PageBoundaryProps, { readonly error: Error | undefined }> {
  override readonly state: { readonly error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: Error): { readonly error: Error } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error === undefined ? this.props.children : <ErrorState error={error} onRetry={() => location.reload()} />;
  }
}
