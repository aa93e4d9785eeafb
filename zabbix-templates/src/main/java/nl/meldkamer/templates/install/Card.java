package nl.meldkamer.templates.install;

import nl.meldkamer.templates.Dashboard.Area;

/** The last value of one of the host's items, on the site's dashboard. */
record Card(String name, String itemKey, Area area) {}
