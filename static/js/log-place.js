import { place } from "./place.js";

place(document);
