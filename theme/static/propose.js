// The form that proposes a lab gets the name that a search did not find.

const name = new URLSearchParams(location.search).get("nom") ?? "";
/** @type {NodeListOf<HTMLAnchorElement>} */
const links = document.querySelectorAll('a[href*="template=lab.yml"]');
for (const link of links) link.href += `&name=${encodeURIComponent(name)}`;
