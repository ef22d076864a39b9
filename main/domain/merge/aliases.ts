/** Names that sources spell differently, in lower case, and the one that all of them become. */
const GENRES = table({
  'Science Fiction': ['sci-fi', 'scifi', 'sci fi', 'science-fiction', 'sf'],
  Documentary: ['documentaries', 'doc'],
  Biography: ['biopic', 'biographical'],
  Children: ["children's", 'childrens', 'kids'],
  'Reality TV': ['reality', 'reality-tv'],
  'Talk Show': ['talk', 'talk-show'],
  'Game Show': ['game-show', 'gameshow'],
  'Mini-Series': ['miniseries', 'mini series'],
  'Film Noir': ['film-noir', 'noir'],
  Musical: ['musicals'],
  Sports: ['sport'],
});

const COUNTRIES = table({
  'United States of America': ['usa', 'us', 'u.s.', 'u.s.a.', 'united states', 'america'],
  'United Kingdom': ['uk', 'u.k.', 'gb', 'gbr', 'great britain'],
  Germany: ['de', 'deu', 'ger'],
  'West Germany': ['xg'],
  'East Germany': ['xc'],
  France: ['fr', 'fra'],
  Italy: ['it', 'ita'],
  Spain: ['es', 'esp'],
  Japan: ['jp', 'jpn'],
  China: ['cn', 'chn', "people's republic of china"],
  'Hong Kong': ['hk', 'hkg'],
  Taiwan: ['tw', 'twn'],
  'South Korea': ['kr', 'kor', 'korea', 'republic of korea', 'korea, republic of'],
  India: ['in', 'ind'],
  Canada: ['ca', 'can'],
  Australia: ['au', 'aus'],
  'New Zealand': ['nz', 'nzl'],
  Ireland: ['ie', 'irl'],
  Austria: ['at', 'aut'],
  Switzerland: ['ch', 'che'],
  Netherlands: ['nl', 'nld', 'the netherlands', 'holland'],
  Belgium: ['be', 'bel'],
  Denmark: ['dk', 'dnk'],
  Sweden: ['se', 'swe'],
  Norway: ['no', 'nor'],
  Finland: ['fi', 'fin'],
  Iceland: ['is', 'isl'],
  Poland: ['pl', 'pol'],
  'Czech Republic': ['cz', 'cze', 'czechia'],
  Hungary: ['hu', 'hun'],
  Russia: ['ru', 'rus', 'russian federation'],
  'Soviet Union': ['su', 'ussr'],
  Ukraine: ['ua', 'ukr'],
  Turkey: ['tr', 'tur', 'türkiye'],
  Greece: ['gr', 'grc'],
  Portugal: ['pt', 'prt'],
  Brazil: ['br', 'bra'],
  Mexico: ['mx', 'mex'],
  Argentina: ['ar', 'arg'],
  'South Africa': ['za', 'zaf'],
});

const STUDIOS = table({
  'Warner Bros. Pictures': ['warner bros.', 'warner bros', 'warner brothers', 'warner bros. pictures'],
  '20th Century Fox': ['twentieth century fox', '20th century-fox'],
  'Walt Disney Pictures': ['disney', 'walt disney'],
  'Metro-Goldwyn-Mayer': ['mgm', 'metro goldwyn mayer', 'metro-goldwyn-mayer (mgm)'],
  'Universal Pictures': ['universal'],
  'Columbia Pictures': ['columbia'],
  Paramount: ['paramount pictures'],
});

const ALIASES: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  genres: GENRES,
  countries: COUNTRIES,
  studios: STUDIOS,
};

/** The name that a source's spelling of a genre, country or studio stands for; itself when it has no other. */
export function canonicalName(field: string, name: string): string {
  return ALIASES[field]?.get(name.toLowerCase()) ?? name;
}

function table(names: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(names).flatMap(([name, aliases]) => aliases.map((alias): [string, string] => [alias, name])),
  );
}
