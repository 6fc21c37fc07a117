// Runs before the first paint, as a file of its own because the page's Content-Security-Policy allows
// no inline script: puts the chosen colour scheme and language on <html> so that nothing flashes.
(function () {
  var root = document.documentElement;
  var scheme = null;
  var language = null;
  try {
    scheme = localStorage.getItem('dunghen.scheme');
    language = localStorage.getItem('dunghen.language');
  } catch {
    // Storage may be refused by the browser; the system's scheme and Vietnamese are used then.
  }
  if (scheme !== 'light' && scheme !== 'dark') {
    scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  root.setAttribute('data-mantine-color-scheme', scheme);
  root.lang = language === 'en' ? 'en' : 'vi';
})();
