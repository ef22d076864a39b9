/**
 * True for a name that says no more than the number: "Episode 5", "Folge 5", "Staffel 2", "Saison 2", "第 5 集", "Specials".
 * TMDB answers such a name, in the language asked for, wherever nobody has entered one; it must not pass for a title.
 */
export function isNumberOnly(name: string | null, number: number): boolean {
  const text = name?.trim().toLowerCase() ?? '';
  if (number === 0 && SPECIALS.has(text)) return true;
  const digits = /^[^\d]*?(\d+)[^\d]*$/u.exec(text)?.[1];
  if (digits === undefined || Number(digits) !== number) return false;
  return WORDS.has(
    text
      .replace(digits, ' ')
      .replace(/[\s.#]+/gu, ' ')
      .trim(),
  );
}

/** "Episode" and "season" in the languages that TMDB has most translations of. */
const WORDS: ReadonlySet<string> = new Set(
  (
    'episode,folge,épisode,episodio,episódio,aflevering,avsnitt,afsnit,episod,odcinek,epizoda,epizód,díl,jakso,bölüm,' +
    'эпизод,серия,серія,епізод,епизод,επεισόδιο,פרק,الحلقة,第 集,第 話,第 话,에피소드,화,ตอนที่,tập,集,話,' +
    'season,staffel,saison,temporada,stagione,seizoen,säsong,sæson,sesong,sezon,série,série,évad,kausi,séria,сезон,σεζόν,עונה,' +
    'الموسم,第 季,シーズン,시즌,シーズン,ซีซั่น,mùa,serie'
  ).split(','),
);

const SPECIALS: ReadonlySet<string> = new Set([
  'specials',
  'extras',
  'season 0',
  'épisodes spéciaux',
  'especiales',
  'especiais',
  'speciali',
  'specialer',
  'спецматериалы',
  '特别篇',
  '特別篇',
  'スペシャル',
  '스페셜',
]);
