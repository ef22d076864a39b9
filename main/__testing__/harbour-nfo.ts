/** The NFO of a show as somebody has it, with what Metarr does not know. */
export const SHOW_NFO = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<tvshow>
    <title>Harbour</title>
    <!-- mine -->
    <plot>Ships.</plot>
    <year>2011</year>
    <uniqueid type="tvdb" default="true">777</uniqueid>
    <namedseason number="1">Arrivals</namedseason>
    <namedseason number="9">Not here yet</namedseason>
    <custom kept="yes"><deep>&amp; whole</deep></custom>
</tvshow>
`;

/** As it is published: Kodi asks the guide for episodes that have no NFO. */
export const GUIDED_NFO = SHOW_NFO.replace(/(?=\n {4}<year>)/, '\n    <episodeguide>{"tvdb":"777"}</episodeguide>');
