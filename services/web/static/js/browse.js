/** Browsing: suggestions while a municipality is typed, and the phone's own way to share. */

import { offerPlaces } from "./places.js";
import { shareAnswers } from "./share.js";

offerPlaces(document.querySelector("[data-places]"));
shareAnswers(document);
