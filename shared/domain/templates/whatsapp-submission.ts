import { EXAMPLE_TOKEN, LINK_PATH } from '../link.ts';
import type { Locale } from '../prospect.ts';
import type { Tenant } from '../tenant.ts';
import { frenchSpaces } from './fill-text.ts';
import type { TemplateId } from './contracts.ts';
import { valuesFor } from './template-data.ts';
import { VARIABLE_DESCRIPTIONS } from './variable-descriptions.ts';
import type { VariableName } from './variables.ts';
import { numberedBody, type WhatsAppTemplate, type WhatsAppWording } from './whatsapp-wording.ts';

export type SubmittedButton =
  | { kind: 'reply'; label: string }
  /** Our own address, with the number of a variable at its end. */
  | { kind: 'url'; label: string; url: string }
  | { kind: 'phone'; label: string; phone: string };

/** A template in one language as Meta is asked to approve it. */
export interface WhatsAppSubmission {
  templateId: TemplateId;
  locale: Locale;
  /** 0 for the catalogue's own wording. */
  version: number;
  category: WhatsAppTemplate['category'];
  header?: string;
  /** With numbered variables. */
  body: string;
  footer?: string;
  buttons: readonly SubmittedButton[];
  variables: readonly VariableName[];
  /** Those of the variables that stand at the end of a button's address. */
  links: readonly VariableName[];
  /** A value for each variable, as it would be read: Meta wants to see one. */
  samples: readonly string[];
}

/** What differs from agency to agency in the same wording. */
export interface SubmissionSetting {
  tenant: Tenant;
  /** Where the API answers, https: links of buttons lead through it. */
  publicAddress: string;
  /** The number behind buttons that call; without one they are left out. */
  phone?: string | undefined;
}

/** The submission of one wording of a template. */
export function submissionOf(
  { templateId, category, variables, wording, locale, version }: WordingToSubmit,
  setting: SubmissionSetting,
): WhatsAppSubmission {
  const { header, body, footer, buttons = [] } = wording;
  const spaced = (text: string): string => (locale === 'fr' ? frenchSpaces(text) : text);
  const links = buttons.flatMap((button) => (button.kind === 'url' ? [button.link] : []));
  return {
    templateId,
    locale,
    version,
    category,
    ...(header !== undefined && { header: spaced(header) }),
    body: numberedBody(body, variables, locale),
    ...(footer !== undefined && { footer: spaced(footer) }),
    buttons: buttons.flatMap((button): SubmittedButton[] => {
      const label = spaced(button.label);
      if (button.kind === 'reply') return [{ kind: 'reply', label }];
      if (button.kind === 'phone')
        return setting.phone === undefined ? [] : [{ kind: 'phone', label, phone: setting.phone }];
      const number = variables.indexOf(button.link) + 1;
      return [{ kind: 'url', label, url: `${setting.publicAddress}${LINK_PATH}{{${number}}}` }];
    }),
    variables,
    links,
    samples: samplesOf(variables, links, locale, setting.tenant),
  };
}

/** One template in one language: the agency's own words, or the catalogue's. */
export interface WordingToSubmit {
  templateId: TemplateId;
  category: WhatsAppTemplate['category'];
  /** In the order of Meta's numbers. */
  variables: readonly VariableName[];
  wording: WhatsAppWording;
  locale: Locale;
  version: number;
}

function samplesOf(
  variables: readonly VariableName[],
  links: readonly VariableName[],
  locale: Locale,
  tenant: Tenant,
): string[] {
  const names = variables.filter((name) => name !== 'companyName');
  const data = Object.fromEntries(names.map((name) => [name, VARIABLE_DESCRIPTIONS[name].example[locale]]));
  const { written } = valuesFor(variables, data, { tenant, locale }, 'typographic');
  return variables.map((name) => (links.includes(name) ? EXAMPLE_TOKEN : (written[name]?.text ?? name)));
}
