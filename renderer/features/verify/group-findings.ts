import type { Finding } from '../../../contract/verification.ts';

/** Findings of one item, or of one folder of what belongs to none. */
export interface FindingGroup {
  key: string;
  item: Finding['item'];
  title: string;
  findings: { finding: Finding; index: number }[];
}

/** Findings item by item, in the order in which each item comes first. `index` counts through all groups. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, { group: FindingGroup; members: Finding[] }>();
  for (const finding of findings) {
    const { item, title, libraryId } = finding;
    const key = item === null ? `${libraryId} ${title}` : `${item.type} ${item.id}`;
    const known = groups.get(key) ?? { group: { key, item, title, findings: [] }, members: [] };
    known.members.push(finding);
    groups.set(key, known);
  }
  let index = 0;
  return [...groups.values()].map(({ group, members }) => ({
    ...group,
    findings: members.map((finding) => ({ finding, index: index++ })),
  }));
}
