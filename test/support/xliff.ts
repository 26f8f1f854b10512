import type { Element } from './xml.ts';

interface Rule {
  /** The names of the children, each followed by a blank. */
  readonly children: RegExp;
  readonly text: boolean;
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** As much of the schema of XLIFF 2.0 (xliff_core_2.0.xsd, OASIS 2014) as a document may use that has no translations. */
const rules: Readonly<Record<string, Rule>> = {
  xliff: { children: /^(file )+$/, text: false, required: ['xmlns', 'version', 'srcLang'], optional: [] },
  file: { children: /^(notes )?((unit|group) )+$/, text: false, required: ['id'], optional: ['original'] },
  group: { children: /^(notes )?((unit|group) )*$/, text: false, required: ['id'], optional: ['name'] },
  unit: { children: /^(notes )?(segment )+$/, text: false, required: ['id'], optional: ['name'] },
  notes: { children: /^(note )+$/, text: false, required: [], optional: [] },
  note: { children: /^$/, text: true, required: [], optional: ['category'] },
  segment: { children: /^source $/, text: false, required: [], optional: [] },
  source: { children: /^(cp )*$/, text: true, required: [], optional: ['xml:space'] },
  cp: { children: /^$/, text: false, required: ['hex'], optional: [] },
};

const types: Readonly<Record<string, RegExp>> = {
  // NMTOKEN, as far as letters of ink's names go
  id: /^[\p{L}\p{N}\p{M}.:_-]+$/u,
  xmlns: /^urn:oasis:names:tc:xliff:document:2\.0$/,
  version: /^2\.0$/,
  srcLang: /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/,
  hex: /^([\dA-F]{2})+$/,
  'xml:space': /^(default|preserve)$/,
};

/** What of a document is not XLIFF 2.0, in words. */
export function xliffFaults(root: Element): string[] {
  const faults: string[] = root.name === 'xliff' ? [] : [`the root is ${root.name}`];
  const ids = new Map<string, Set<string>>();
  const visit = ({ name, attributes, children }: Element, file: string): void => {
    const rule = rules[name];
    if (rule === undefined) {
      faults.push(`<${name}> is unknown`);
      return;
    }
    const inner = children.filter((child): child is Element => typeof child !== 'string');
    const names = inner.map((child) => `${child.name} `).join('');
    if (!rule.children.test(names)) faults.push(`<${name}> has ${names}`);
    if (!rule.text && children.some((child) => typeof child === 'string' && child.trim() !== ''))
      faults.push(`<${name}> has text`);
    for (const wanted of rule.required) if (!(wanted in attributes)) faults.push(`<${name}> has no ${wanted}`);
    for (const [key, value] of Object.entries(attributes)) {
      if (![...rule.required, ...rule.optional].includes(key)) faults.push(`<${name}> has ${key}`);
      if (types[key]?.test(value) === false) faults.push(`${key} is ${value}`);
    }
    // ids are unique among files, and among the units and among the groups of a file
    if ('id' in attributes) {
      const scope = name === 'file' ? 'files' : `${file} ${name}`;
      const known = ids.get(scope) ?? new Set();
      if (known.has(attributes.id)) faults.push(`${scope}: ${attributes.id} twice`);
      ids.set(scope, known.add(attributes.id));
    }
    for (const child of inner) visit(child, name === 'file' ? attributes.id : file);
  };
  visit(root, '');
  return faults;
}
