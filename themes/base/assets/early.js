// Runs before the first paint, so that the page does not jump: the folded menu and the fact that scripts work.
try {
  const nav = localStorage.getItem("nav");
  if (nav) document.documentElement.dataset.nav = nav;
} catch {
  // Storage may be switched off; the menu is then simply open.
}
document.documentElement.dataset.js = "";
