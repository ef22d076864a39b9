import { describe, expect, it } from 'vitest';
import { NfoSyntaxError } from './nfo-syntax-error.ts';
import { parseXml, type XmlElement } from './xml-tree.ts';

function reasonOf(text: string): string {
  try {
    parseXml(text);
  } catch (error) {
    if (error instanceof NfoSyntaxError) return error.reason;
    throw error;
  }
  return 'parsed';
}

function outline(element: XmlElement): string {
  return `${element.name}(${element.children.map(outline).join(' ')})`;
}

describe('parseXml', () => {
  it('gives every element and attribute its place in the text', () => {
    const text = `<?xml version="1.0"?><!-- <no> --><movie a = '1'  b:c="2 > 1"><x/><y ></y ></movie>`;
    const [movie] = parseXml(text);
    expect(movie && text.slice(movie.start, movie.openEnd)).toBe(`<movie a = '1'  b:c="2 > 1">`);
    expect(movie && text.slice(movie.closeStart, movie.end)).toBe('</movie>');
    expect(
      movie?.attributes.map((a) => [a.name, text.slice(a.valueStart, a.valueEnd), text.slice(a.start, a.end)]),
    ).toEqual([
      ['a', '1', " a = '1'"],
      ['b:c', '2 > 1', '  b:c="2 > 1"'],
    ]);
    expect(movie?.children.map((child) => text.slice(child.start, child.end))).toEqual(['<x/>', '<y ></y >']);
  });

  it.each([
    ['several roots with text around them', 'https://a.example <a></a>text<b/>', 'a() b()'],
    ['a bare < and &', '<a>1 < 2 & 3 <4 <3</a>', 'a()'],
    ['CDATA and comments with markup', '<a><![CDATA[<b></a>]]><!-- </a> --></a>', 'a()'],
    ['bare HTML breaks', '<a>one<br>two<br/>three<br></br></a>', 'a(br() br() br())'],
    ['a document type without entities', '<!DOCTYPE a [ <!ELEMENT a (#PCDATA)> <!-- <!ENTITY --> ]><a/>', 'a()'],
    ['an external document type, which is not loaded', '<!DOCTYPE a SYSTEM "http://x.example/a.dtd"><a/>', 'a()'],
    ['names beyond ASCII', '<é-1.x_y:z/>', 'é-1.x_y:z()'],
  ])('reads %s', (_name, text, expected) => {
    expect(parseXml(text).map(outline).join(' ')).toBe(expected);
  });

  it.each([
    ['<a><b></a></b>', 'not_xml'],
    ['</a>', 'not_xml'],
    ['<a b></a>', 'not_xml'],
    ['<a b=1></a>', 'not_xml'],
    ['<a b="1"c="2"></a>', 'not_xml'],
    ['<a><b>', 'truncated'],
    ['<a', 'truncated'],
    ['<a b', 'truncated'],
    ['<a b="', 'truncated'],
    ['<a></a', 'truncated'],
    ['<a><!-- ', 'truncated'],
    ['<a><![CDATA[ ]] ', 'truncated'],
    ['<?xml ', 'truncated'],
    ['<!DOCTYPE a [', 'truncated'],
    ['<!DOCTYPE a [<!ENTITY x "y">]><a/>', 'entity_declaration'],
    ['<!DOCTYPE a [<!entity % x SYSTEM "file:///etc/passwd">%x;]><a/>', 'entity_declaration'],
    [`${'<a>'.repeat(101)}${'</a>'.repeat(101)}`, 'too_large'],
    [`${'<a>'.repeat(100)}${'</a>'.repeat(100)}`, 'parsed'],
    [`<a>${'<b/>'.repeat(50_000)}</a>`, 'too_large'],
  ])('judges %.60s', (text, expected) => {
    expect(reasonOf(text)).toBe(expected);
  });
});
