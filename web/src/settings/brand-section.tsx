import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../api/client.ts';
import type { Settings } from '../api/manage-types.ts';
import type { components } from '../api/schema.ts';
import { DEFAULT_COLOUR } from '../../../shared/domain/templates/email-html/palette.ts';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useSaving } from '../manage/use-saving.ts';
import { useWords } from '../texts/texts.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { BrandPreview } from './brand-preview.tsx';

type BrandBody = components['schemas']['BrandBody'];

/** As it stands in the form: nothing is text without letters. */
interface Look {
  colour: string;
  logo: string;
  alt: string;
  website: string;
  address: string;
  phone: string;
}

/** How the agency looks in its e-mails; what cannot be read is made readable, and shown as it will be. */
export function BrandSection({ settings: kept }: { settings: Settings }) {
  const words = useWords();
  const { settings } = useManageWords();
  const { isSaving, fields, save } = useSaving();
  const [look, setLook] = useState<Look>(() => lookOf(kept.brand));
  const field = (name: keyof Look) => ({
    label: settings.brand[name],
    value: look[name],
    write: (text: string) => setLook({ ...look, [name]: text }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { ...bodyOf(look, kept.brand), basedOn: kept.revision };
    void save(() => answerOf(api.PUT('/v1/settings/brand', { body })), { renew: [['settings']] });
  };
  return (
    <form className={page['card']} onSubmit={submit}>
      <h2>{settings.sections.brand}</h2>
      <p className={page['hint']}>{settings.brand.hint}</p>
      <div className={page['fields']}>
        <TextField
          {...field('colour')}
          type="color"
          value={look.colour === '' ? DEFAULT_COLOUR : look.colour}
        />
        <TextField {...field('logo')} type="url" placeholder="https://" />
        <TextField {...field('alt')} placeholder={kept.name} />
        <TextField {...field('website')} type="url" placeholder="https://" />
        <TextField {...field('address')} />
        <TextField {...field('phone')} type="tel" />
      </div>
      <BrandPreview name={kept.name} colour={look.colour === '' ? DEFAULT_COLOUR : look.colour} look={look} />
      {fields.map(({ path, message }) => (
        <p key={path} className={page['problem']}>
          {path} {message}
        </p>
      ))}
      <div className={page['actions']}>
        <Button type="submit" look="primary" disabled={isSaving}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}

function lookOf({ colour = '', logo, website = '', address = '', phone = '' }: BrandBody): Look {
  return { colour, logo: logo?.url ?? '', alt: logo?.alt ?? '', website, address, phone };
}

/** All of it: what is empty here is nothing there. */
function bodyOf({ logo, alt, ...texts }: Look, before: BrandBody): BrandBody {
  const given = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
  if (logo === '') return given;
  const width = before.logo?.width;
  return { ...given, logo: { url: logo, ...(alt !== '' && { alt }), ...(width !== undefined && { width }) } };
}
