import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What people of the demonstration send along. */
export const FILE_NAMES = ['avis-imposition-2025.pdf', 'compromis-relu.pdf', 'photo-fuite.jpg'] as const;
export type FileName = (typeof FILE_NAMES)[number];

export interface DemoFile {
  filename: FileName;
  contentType: string;
  content: Uint8Array;
}

const LINES: Readonly<Record<string, readonly string[]>> = {
  'avis-imposition-2025.pdf': ["Avis d'impot 2025", 'Sonia Benali', 'Exemple de la demonstration'],
  'compromis-relu.pdf': [
    'Compromis de vente',
    'Version relue par Maitre Delattre',
    'Exemple de la demonstration',
  ],
};

export function fileOf(filename: FileName): DemoFile {
  const lines = LINES[filename];
  if (lines !== undefined) return { filename, contentType: 'application/pdf', content: pdfOf(lines) };
  const content = readFileSync(join(import.meta.dirname, '../providers/photo-house.jpg'));
  return { filename, contentType: 'image/jpeg', content };
}

/** A page of a few lines: the least that every reader opens. Letters without accents. */
function pdfOf(lines: readonly string[]): Uint8Array {
  const words = lines.map((line) => `(${line.replace(/[()\\]/g, String.raw`\$&`)}) Tj 0 -28 Td`).join('\n');
  const page = `BT /F1 18 Tf 72 720 Td\n${words}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(`${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${end}`, 'latin1');
}
