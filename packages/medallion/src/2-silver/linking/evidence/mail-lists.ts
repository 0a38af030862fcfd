/** Versioned with the product: what mailboxes and domains say nothing of a company. Own compilation, 2026-11. */

/** Providers at which anyone has a mailbox: their domain is nobody's, a personal box there is still a person's. */
// prettier-ignore
export const freeMailDomains: readonly string[] = (
  'gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de live.com msn.com outlook.de outlook.fr yahoo.com yahoo.co.uk ' +
  'yahoo.co.jp yahoo.co.in yahoo.de yahoo.fr yahoo.es yahoo.it yahoo.com.br ymail.com rocketmail.com aol.com icloud.com me.com mac.com gmx.de gmx.net ' +
  'gmx.at gmx.ch gmx.com web.de t-online.de freenet.de mail.com mail.ru yandex.ru yandex.com bk.ru list.ru inbox.ru rambler.ru proton.me protonmail.com ' +
  'pm.me tutanota.com zoho.com fastmail.com qq.com 163.com 126.com sina.com foxmail.com naver.com daum.net hanmail.net rediffmail.com orange.fr wanadoo.fr ' +
  'free.fr sfr.fr laposte.net libero.it virgilio.it tin.it alice.it terra.com.br uol.com.br bol.com.br comcast.net verizon.net att.net sbcglobal.net ' +
  'bellsouth.net cox.net btinternet.com sky.com virginmedia.com ntlworld.com bigpond.com optusnet.com.au shaw.ca rogers.com wp.pl o2.pl onet.pl interia.pl ' +
  'seznam.cz centrum.cz ukr.net telenet.be skynet.be ziggo.nl kpnmail.nl hetnet.nl bluewin.ch hushmail.com'
).split(' ');

/** Boxes of a function, not of a person. */
// prettier-ignore
export const roleBoxes: readonly string[] = (
  'info sales contact office admin administrator support billing accounts accounting hello mail team hr jobs marketing service services ap ar purchasing ' +
  'procurement invoice invoices orders order post kontakt contacto contato finance helpdesk webmaster postmaster reception enquiries inquiries'
).split(' ');

/** What people type where they have to give something. */
// prettier-ignore
export const placeholderBoxes: readonly string[] = (
  'noreply no-reply no.reply donotreply do-not-reply none na n-a n.a null nil unknown test tester testing example noemail no-email nomail noemailgiven ' +
  'fake invalid dummy nobody notavailable not.available x xx xxx xxxx abc abcd asdf qwerty a aa aaa user email'
).split(' ');

/** Domains that stand in for one. */
// prettier-ignore
export const placeholderDomains: readonly string[] = (
  'example.com example.org example.net test.com test.de none.com na.com no.com nomail.com noemail.com email.com mail.invalid domain.com company.com ' +
  'yourcompany.com yourdomain.com mailinator.com invalid.com unknown.com abc.com xyz.xyz asdf.com fake.com dummy.com'
).split(' ');

/** Hosts at which many companies have a page: the domain is not theirs. */
// prettier-ignore
export const sharedHosts: readonly string[] = (
  'facebook.com fb.com linkedin.com twitter.com x.com instagram.com youtube.com tiktok.com pinterest.com xing.com google.com goo.gl sites.google.com ' +
  'wordpress.com blogspot.com wixsite.com wix.com weebly.com squarespace.com github.io github.com medium.com tumblr.com shopify.com myshopify.com ' +
  'jimdo.com jimdosite.com webnode.com godaddysites.com business.site yelp.com amazon.com ebay.com etsy.com wikipedia.org crunchbase.com bit.ly ' +
  'herokuapp.com azurewebsites.net amazonaws.com cloudfront.net netlify.app vercel.app web.app firebaseapp.com notion.site'
).split(' ');

/** Second labels under which countries register: a domain below them has three labels. After the rules of publicsuffix.org, those in common use. */
// prettier-ignore
export const secondLevels: readonly string[] =
  'co com net org gov gob gouv gv edu ac or ne go ltd plc me nom web info biz ind firm gen mil asso tm in id my'.split(' ');
