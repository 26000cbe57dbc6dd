import type { SimulatedTemplate } from './message.ts';
import type { SimulatedContent } from './simulation.ts';

/** What the prospect reads: the template's text when it is known, its variables otherwise. */
export function showTemplate(template: SimulatedTemplate, content: SimulatedContent | undefined): string {
  const { contentSid, variables } = template;
  if (!content) {
    const values = Object.values(variables);
    return [`[${contentSid}]`, ...(values.length > 0 ? [values.join(' · ')] : [])].join(' ');
  }
  return content.text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (slot, name: string) => variables[name] ?? slot);
}
