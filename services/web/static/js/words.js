/** What the scripts say, in the language of the page. */

export const words = document.getElementById("words").dataset;
