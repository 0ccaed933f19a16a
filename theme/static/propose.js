// The form that proposes a lab gets the name that a search did not find.

const name = new URLSearchParams(location.search).get("nom");
for (const link of document.querySelectorAll('a[href*="template=lab.yml"]')) {
  link.href += `&name=${encodeURIComponent(name)}`;
}
