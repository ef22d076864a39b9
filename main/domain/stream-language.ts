import { toIso6392 } from './languages.ts';

/** ISO 639-1 and the ISO 639-2/B code each stands for (https://www.loc.gov/standards/iso639-2/php/code_list.php). */
const TWO_LETTERS = `
aa aar ab abk ae ave af afr ak aka am amh an arg ar ara as asm av ava ay aym az aze ba bak be bel bg bul bh bih bi bis
bm bam bn ben bo tib br bre bs bos ca cat ce che ch cha co cos cr cre cs cze cu chu cv chv cy wel da dan de ger dv div
dz dzo ee ewe el gre en eng eo epo es spa et est eu baq fa per ff ful fi fin fj fij fo fao fr fre fy fry ga gle gd gla
gl glg gn grn gu guj gv glv ha hau he heb hi hin ho hmo hr hrv ht hat hu hun hy arm hz her ia ina id ind ie ile ig ibo
ii iii ik ipk io ido is ice it ita iu iku ja jpn jv jav ka geo kg kon ki kik kj kua kk kaz kl kal km khm kn kan ko kor
kr kau ks kas ku kur kv kom kw cor ky kir la lat lb ltz lg lug li lim ln lin lo lao lt lit lu lub lv lav mg mlg mh mah
mi mao mk mac ml mal mn mon mr mar ms may mt mlt my bur na nau nb nob nd nde ne nep ng ndo nl dut nn nno no nor nr nbl
nv nav ny nya oc oci oj oji om orm or ori os oss pa pan pi pli pl pol ps pus pt por qu que rm roh rn run ro rum ru rus
rw kin sa san sc srd sd snd se sme sg sag si sin sk slo sl slv sm smo sn sna so som sq alb sr srp ss ssw st sot su sun
sv swe sw swa ta tam te tel tg tgk th tha ti tir tk tuk tl tgl tn tsn to ton tr tur ts tso tt tat tw twi ty tah ug uig
uk ukr ur urd uz uzb ve ven vi vie vo vol wa wln wo wol xh xho yi yid yo yor za zha zh chi zu zul
in ind iw heb ji yid jw jav mo rum sh srp`;

/** The other ISO 639-2/B codes of single languages and of families. */
const THREE_LETTERS = `
ace ach ada ady afa afh ain akk ale alg alt ang anp apa arc arn arp art arw ast ath aus awa bad bai bal ban bas bat bej
bem ber bho bik bin bla bnt bra btk bua bug byn cad cai car cau ceb cel chb chg chk chm chn cho chp chr chy cmc cop cpe
cpf cpp crh crp csb cus dak dar day del den dgr din doi dra dsb dua dum dyu efi egy eka elx enm ewo fan fat fil fiu fon
frm fro frr frs fur gaa gay gba gem gez gil gmh goh gon gor got grb grc gsw gwi hai haw hil him hit hmn hsb hup iba ijo
ilo inc ine inh ira iro jbo jpr jrb kaa kab kac kam kar kaw kbd kha khi kho kmb kok kos kpe krc krl kro kru kum kut lad
lah lam lez lol loz lua lui lun luo lus mad mag mai mak man map mas mdf mdr men mga mic min mkh mnc mni mno moh mos mun
mus mwl mwr myn myv nah nai nap nds new nia nic niu nog non nqo nso nub nwc nym nyn nyo nzi osa ota oto paa pag pal pam
pap pau peo phi phn pon pra pro raj rap rar roa rom rup sad sah sai sal sam sas sat scn sco sel sem sga sgn shn sid sio
sit sla sma smi smj smn sms snk sog son srn srr ssa suk sus sux syc syr tai tem ter tet tig tiv tkl tlh tli tmh tog tpi
tsi tum tup tut tvl tyv udm uga umb vai vot wak wal war was wen xal yao yap ypk zap zbl zen zgh znd zun zza`;

/** ISO 639-2/T, withdrawn codes, and ISO 639-3's single languages that ISO 639-2 has only under a common name. */
const OTHERS = `
sqi alb hye arm eus baq mya bur zho chi ces cze nld dut fra fre kat geo deu ger ell gre isl ice mkd mac mri mao msa may
fas per ron rum slk slo bod tib cym wel mol rum scc srp scr hrv hbs srp
arb ara ary ara arz ara apc ara ajp ara acm ara afb ara apd ara aeb ara arq ara cmn chi yue chi nan chi wuu chi hak chi
hsn chi gan chi cdo chi lzh chi pes per prs per npi nep swh swa swc swa ekk est lvs lav uzn uzb azj aze azb aze khk mon
plt mlg gug grn quz que quy que ydd yid als alb aln alb bcc bal zsm may zlm may pnb pan kmr kur ckb kur sdh kur lvk lav
fuf ful fuc ful ory ori ayr aym hye arm tgl fil`;

const codes = new Map<string, string>();
for (const table of [TWO_LETTERS, OTHERS]) {
  const words = table.trim().split(/\s+/);
  for (let at = 0; at < words.length; at += 2) {
    const [other = '', code = ''] = words.slice(at, at + 2);
    codes.set(other, code);
    if (!codes.has(code)) codes.set(code, code);
  }
}
for (const code of THREE_LETTERS.trim().split(/\s+/)) codes.set(code, code);

let englishNames: ReadonlyMap<string, string> | null = null;

/**
 * The ISO 639-2/B code of what a stream's language tag says: any ISO 639 code, current or withdrawn, in any case; a BCP 47 tag
 * (`pt-BR`, `zh-cmn-Hans`), a locale (`de_AT.UTF-8`), a name, or the first of several. Null for none, several languages at
 * once, "undetermined" and codes for private use (qaa–qtz).
 *
 * Made for tags, which hold languages and nothing else: a file's name uses toIso6392, since many codes are also words.
 */
export function languageOfStream(tag: string): string | null {
  const [first = ''] = tag.normalize('NFC').split(/[,;/|\0]/u);
  const key = first.trim().toLowerCase();
  const [primary = '', second = ''] = key.replace(/[.@].*$/u, '').split(/[-_]/u);
  if (/^[a-z]{2,3}$/u.test(primary)) {
    const code = toIso6392(primary) ?? codes.get(primary) ?? null;
    if (code !== null || second === '') return code ?? nameOf(key);
    // "i-klingon" and "sgn-ase" are too rare to matter; "x-…" is private.
  }
  return toIso6392(key) ?? nameOf(key);
}

/** English names of all these languages, from the runtime's own data; asked only for tags that are no code. */
function nameOf(name: string): string | null {
  if (englishNames === null) {
    const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
    const known = new Map<string, string>();
    for (const [code, result] of codes) {
      const english = names.of(code)?.toLowerCase();
      if (english !== undefined && !known.has(english)) known.set(english, toIso6392(result) ?? result);
    }
    englishNames = known;
  }
  return englishNames.get(name.replace(/\s*[([{].*$/u, '')) ?? null;
}
