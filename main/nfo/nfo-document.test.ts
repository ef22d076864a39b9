import { describe, expect, it } from 'vitest';
import { NfoDocument } from './nfo-document.ts';
import type { XmlElement } from './xml-tree.ts';

const parse = (text: string): NfoDocument => NfoDocument.parse(Buffer.from(text));

function edited(text: string, edit: (document: NfoDocument, root: XmlElement) => void): string {
  const document = parse(text);
  edit(document, document.roots[0] as XmlElement);
  return Buffer.from(document.toBytes()).toString('utf8');
}

const child = (root: XmlElement, index = 0): XmlElement => root.children[index] as XmlElement;

describe('NfoDocument reads', () => {
  it.each([
    ['<a>Tom &amp; Jerry</a>', 'Tom & Jerry'],
    ['<a>Tom & Jerry &c</a>', 'Tom & Jerry &c'],
    ['<a>caf&eacute;&nbsp;&mdash;&#233;&#xE9;&hellip;</a>', 'café\u00a0—éé…'],
    ['<a>&unknown; &#0;&#x1F;&#xD800;</a>', '&unknown;'],
    ['<a><![CDATA[<b> & &amp;]]></a>', '<b> & &amp;'],
    ['<a> x <!-- y -->z<?pi?> </a>', 'x z'],
    ['<a>one<br/>two<i> three</i></a>', 'one\ntwo three'],
    ['<a>one\r\ntwo\rthree</a>', 'one\ntwo\nthree'],
    ['<a>  \n </a>', null],
    ['<a/>', null],
  ])('%s', (text, expected) => {
    const document = parse(text);
    expect(document.text(document.roots[0] as XmlElement)).toBe(expected);
  });

  it('attributes, letter case of their names ignored', () => {
    const document = parse(`<a TMDB="6&amp;1" b=' '/>`);
    const root = document.roots[0] as XmlElement;
    expect([document.attribute(root, 'tmdb'), document.attribute(root, 'b'), document.attribute(root, 'c')]).toEqual([
      '6&1',
      null,
      null,
    ]);
  });

  it('the text around the roots without comments', () => {
    expect(parse('<?xml version="1.0"?>head<a>in</a><!-- tt0000001 -->tail').textAroundRoots()).toMatch(
      /^\s*head\s+tail\s*$/,
    );
  });
});

describe('NfoDocument edits', () => {
  it.each([
    ['<m><a>old</a></m>', '<m><a>new &lt;&amp;&gt;</a></m>'],
    ['<m><a x="1">\n  old &eacute;\n</a></m>', '<m><a x="1">\n  new &lt;&amp;&gt;\n</a></m>'],
    ['<m><a><!-- c --> old <!-- d --> more</a></m>', '<m><a><!-- c --> new &lt;&amp;&gt; <!-- d --> </a></m>'],
    ['<m><a><![CDATA[old]]></a></m>', '<m><a>new &lt;&amp;&gt;</a></m>'],
    ['<m><a></a></m>', '<m><a>new &lt;&amp;&gt;</a></m>'],
    ['<m><a/></m>', '<m><a>new &lt;&amp;&gt;</a></m>'],
    ['<m><a b="c" /></m>', '<m><a b="c">new &lt;&amp;&gt;</a></m>'],
    ['<m><a>old <i>b</i></a></m>', '<m><a>new &lt;&amp;&gt;</a></m>'],
  ])('the text of %j', (before, after) => {
    expect(edited(before, (document, root) => document.replaceText(child(root), 'new <&>'))).toBe(after);
  });

  it('writes line breaks as the file does and drops what XML cannot hold', () => {
    const text = '<m>\r\n<a>old</a>\r\n</m>';
    expect(edited(text, (document, root) => document.replaceText(child(root), 'x\ny\u0000\ud800\u000b'))).toBe(
      '<m>\r\n<a>x\r\ny</a>\r\n</m>',
    );
  });

  it.each([
    ['<m>\n  <a>1</a>\n  <b/>\n</m>', '<m>\n  <b/>\n</m>'],
    ['<m>\r\n\t<a>\r\n\t\t1\r\n\t</a>\r\n\t<b/>\r\n</m>', '<m>\r\n\t<b/>\r\n</m>'],
    ['<m><a/><b/></m>', '<m><b/></m>'],
    ['<m>\n  <a/> <!-- why -->\n  <b/>\n</m>', '<m>\n   <!-- why -->\n  <b/>\n</m>'],
    ['<m>\n  <a/><b/>\n</m>', '<m>\n  <b/>\n</m>'],
  ])('removes the first child of %j', (before, after) => {
    expect(edited(before, (document, root) => document.remove(child(root)))).toBe(after);
  });

  it.each([
    ['<m>\n  <a/>\n</m>', '<m>\n  <a/>\n  <n>\n    <x>1</x>\n  </n>\n  <n2></n2>\n</m>'],
    ['<m>\n\t<a/>\n</m>', '<m>\n\t<a/>\n\t<n>\n\t\t<x>1</x>\n\t</n>\n\t<n2></n2>\n</m>'],
    ['<m>\r\n  <a/>\r\n</m>', '<m>\r\n  <a/>\r\n  <n>\r\n    <x>1</x>\r\n  </n>\r\n  <n2></n2>\r\n</m>'],
    ['<m><a/></m>', '<m><a/><n><x>1</x></n><n2></n2></m>'],
    ['<m>\n  <a/> <!-- of a -->\n</m>', '<m>\n  <a/> <!-- of a -->\n  <n>\n    <x>1</x>\n  </n>\n  <n2></n2>\n</m>'],
  ])('inserts after the child of %j', (before, after) => {
    const result = edited(before, (document, root) => {
      document.insert(root, child(root), { name: 'n', content: [{ name: 'x', content: '1' }] });
      document.insert(root, child(root), { name: 'n2', content: '' });
    });
    expect(result).toBe(after);
  });

  it.each([
    ['<m></m>', '<m>\n  <n>1</n>\n  <o>2</o>\n</m>'],
    ['<m/>', '<m>\n  <n>1</n>\n  <o>2</o>\n</m>'],
    ['<m >\n</m>', '<m >\n  <n>1</n>\n  <o>2</o>\n</m>'],
    ['<m>\n\n\t<b/>\n</m>', '<m>\n\t<n>1</n>\n\t<o>2</o>\n\n\t<b/>\n</m>'],
  ])('inserts first into %j', (before, after) => {
    const result = edited(before, (document, root) => {
      document.insert(root, null, { name: 'n', content: '1' });
      document.insert(root, null, { name: 'o', content: '2' });
    });
    expect(result).toBe(after);
  });

  it('puts a new element in the place of a removed one', () => {
    const result = edited('<m>\n  <a/>\n  <b/>\n</m>', (document, root) => {
      document.remove(child(root));
      document.insert(root, child(root), { name: 'n', attributes: { k: '"<\'' }, content: '1' });
    });
    expect(result).toBe('<m>\n  <n k="&#34;&#60;&#39;">1</n>\n  <b/>\n</m>');
  });

  it('forgets edits inside an element that is removed', () => {
    const result = edited('<m><a><b>1</b></a></m>', (document, root) => {
      document.replaceText(child(child(root)), '2');
      document.insert(child(root), null, { name: 'c', content: '3' });
      document.remove(child(root));
    });
    expect(result).toBe('<m></m>');
  });

  it('sets, adds and removes attributes, keeping quotes and spacing', () => {
    const result = edited(`<m  a='1'   b="2"/>`, (document, root) => {
      document.setAttribute(root, 'A', 'x');
      document.removeAttribute(root, 'b');
      document.setAttribute(root, 'c', '3');
    });
    expect(result).toBe(`<m  a='x' c="3"/>`);
  });
});
