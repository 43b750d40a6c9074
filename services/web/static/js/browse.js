/** Suggestions while a municipality is being typed. */

import { offerPlaces } from "./places.js";

offerPlaces(document.querySelector("[data-places]"));
