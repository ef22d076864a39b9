/**
 * Languages of subtitle and audio practice, one line each:
 * ISO 639-2/B | other codes (639-1, 639-2/T, 639-3, retired and players' own) | English and native names.
 * The first code is what the database stores (the schema reference's "ISO 639-2/B").
 */
const TABLE = `
afr|af|afrikaans
alb|sq sqi|albanian,shqip
amh|am|amharic,አማርኛ
ara|ar arb|arabic,العربية
arm|hy hye|armenian,հայերեն
asm|as|assamese
aze|az|azerbaijani,azərbaycan,azərbaycanca
baq|eu eus|basque,euskara
bel|be|belarusian,беларуская
ben|bn|bengali,bangla,বাংলা
bos|bs|bosnian,bosanski
bre|br|breton,brezhoneg
bul|bg|bulgarian,български
bur|my mya|burmese
cat|ca|catalan,català,valencian
chi|zh zho cmn yue chs cht zht zhe zhs|chinese,mandarin,cantonese,simplified chinese,traditional chinese,中文,汉语,漢語,简体中文,繁體中文,简体,繁體,国语,粵語
cze|cs ces|czech,čeština,česky,český
dan|da|danish,dansk
dut|nl nld|dutch,nederlands,flemish,vlaams
eng|en|english,american english,british english
epo|eo|esperanto
est|et|estonian,eesti
fil|tl tgl|filipino,tagalog,pilipino
fin|fi|finnish,suomi
fre|fr fra frc|french,français,canadian french,french canadian,québécois,vff,vfq,vostfr
geo|ka kat|georgian,ქართული
ger|de deu gsw|german,deutsch,swiss german
gla|gd|scottish gaelic,gàidhlig
gle|ga|irish,gaeilge
glg|gl|galician,galego
gre|el ell|greek,ελληνικά
guj|gu|gujarati,ગુજરાતી
heb|he iw|hebrew,עברית
hin|hi|hindi,हिन्दी
hrv|hr scr|croatian,hrvatski
hun|hu|hungarian,magyar
ice|is isl|icelandic,íslenska
ind|id|indonesian,bahasa indonesia
ita|it|italian,italiano
jpn|ja jp|japanese,日本語
kan|kn|kannada,ಕನ್ನಡ
kaz|kk|kazakh,қазақша
khm|km|khmer,cambodian,ភាសាខ្មែរ
kir|ky|kyrgyz
kor|ko|korean,한국어
kur|ku kmr ckb|kurdish,kurdî
lao|lo|lao,ລາວ
lat|la|latin,latina
lav|lv|latvian,latviešu
lit|lt|lithuanian,lietuvių
ltz|lb|luxembourgish,lëtzebuergesch
mac|mk mkd|macedonian,македонски
mal|ml|malayalam,മലയാളം
mao|mi mri|maori,māori
mar|mr|marathi,मराठी
may|ms msa zsm|malay,bahasa melayu
mlt|mt|maltese,malti
mon|mn|mongolian,монгол
nep|ne|nepali,नेपाली
nno|nn|norwegian nynorsk,nynorsk
nob|nb|norwegian bokmål,norwegian bokmal,bokmål
nor|no|norwegian,norsk
oci|oc|occitan
pan|pa|punjabi,panjabi,ਪੰਜਾਬੀ
per|fa fas|persian,farsi,فارسی
pol|pl|polish,polski
por|pt pob pb|portuguese,português,brazilian,brazilian portuguese,portuguese brazilian,português brasileiro,european portuguese
pus|ps|pashto,پښتو
rum|ro ron mo mol|romanian,română,moldavian
rus|ru|russian,русский
sin|si|sinhala,sinhalese,සිංහල
slo|sk slk|slovak,slovenčina,slovensky
slv|sl|slovenian,slovene,slovenščina
som|so|somali,soomaali
spa|es spn spl ea|spanish,español,castilian,castellano,latin american spanish,latino,latin american,español latino
srp|sr scc|serbian,srpski,српски
swa|sw|swahili,kiswahili
swe|sv|swedish,svenska
tam|ta|tamil,தமிழ்
tel|te|telugu,తెలుగు
tgk|tg|tajik,тоҷикӣ
tha|th|thai,ไทย
tib|bo bod|tibetan
tur|tr|turkish,türkçe
ukr|uk|ukrainian,українська
urd|ur|urdu,اردو
uzb|uz|uzbek,oʻzbek
vie|vi|vietnamese,tiếng việt
wel|cy cym|welsh,cymraeg
xho|xh|xhosa,isixhosa
yid|yi ji|yiddish,ייִדיש
zul|zu|zulu,isizulu
`;

/** A region, a UN area number, or one of the scripts languages are published in (BCP 47 subtags). */
const REGION_FORM = /^([a-z]{2,3})[-_](?:[a-z]{2}|\d{3}|hans|hant|latn|cyrl|arab)(?:[-_](?:[a-z]{2}|\d{3}))?$/;
const BRACKETED = /\s*[([{].*$/;

const byCode = new Map<string, string>();
const byName = new Map<string, string>();
const shortCodes = new Map<string, string>();
for (const line of TABLE.trim().split('\n')) {
  const [code = '', others = '', names = ''] = line.split('|');
  for (const key of [code, ...others.split(' ')]) byCode.set(key, code);
  const short = others.split(' ').find((key) => key.length === 2);
  if (short !== undefined) shortCodes.set(code, short);
  for (const name of names.split(',')) {
    byName.set(name.normalize('NFC'), code);
    byName.set(plain(name), code);
  }
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC');
}

/**
 * The ISO 639-2/B code (`ger`) of a language given as an ISO 639-1, 639-2/B, 639-2/T or 639-3 code, a code with region or
 * script (`pt-BR`, `zh-Hans`), or an English or native name, in any case. Null for everything else, `und` and `mul` included.
 */
export function toIso6392(codeOrName: string): string | null {
  const key = codeOrName.normalize('NFC').trim().toLowerCase();
  if (key === '') return null;
  const known = byCode.get(key) ?? byName.get(key);
  if (known !== undefined) return known;
  const primary = REGION_FORM.exec(key)?.[1];
  if (primary !== undefined) return byCode.get(primary) ?? null;
  const base = key.replace(BRACKETED, '');
  return byName.get(base) ?? byName.get(plain(base)) ?? null;
}

/** The ISO 639-1 code (`de`) of a language given by its ISO 639-2/B code (`ger`); null when it has none. */
export function toIso6391(code: string): string | null {
  return shortCodes.get(code) ?? null;
}
