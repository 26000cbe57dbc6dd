import { useQuery } from '@tanstack/react-query';
import { templatesQuery } from '../templates/queries.ts';
import { useWords, type Words } from '../texts/texts.tsx';
import type { IconName } from '../ui/icon.tsx';
import type { JourneyTexts } from '../texts/journeys-fr.ts';
import { useJourneyWords } from './journey-words.ts';
import type { Journey, Step } from './queries.ts';

type Timing = Extract<Step, { kind: 'wait' }>['timing'];

export interface StepWords {
  /** From 1; undefined for a step that the journey does not have. */
  numberOf: (id: string | undefined) => number | undefined;
  /** What a step does, in one line. */
  titleOf: (step: Step) => string;
  /** What else there is to know of it. */
  detailsOf: (step: Step) => string[];
  templateName: (id: string) => string;
  happening: (name: string) => string;
  reason: (name: string) => string;
}

/** The steps of a journey as people would say them. */
export function useStepWords({ steps }: Pick<Journey, 'steps'>): StepWords {
  const words = useWords();
  const texts = useJourneyWords();
  const { data } = useQuery(templatesQuery);
  const around: Around = {
    words,
    texts,
    templateName: (id) => data?.items.find((one) => one.id === id)?.name[words.language] ?? id,
    numberOf: (id) => {
      const index = steps.findIndex((step) => step.id === id);
      return index < 0 ? undefined : index + 1;
    },
  };
  const { templateName, numberOf } = around;
  return {
    templateName,
    numberOf,
    titleOf: (step) => titleOf(step, around),
    detailsOf: (step) => detailsOf(step, around),
    happening: (name) => texts.happenings[name] ?? `« ${name} »`,
    reason: (name) => texts.reasons[name] ?? name,
  };
}

interface Around extends Pick<StepWords, 'templateName' | 'numberOf'> {
  words: Words;
  texts: JourneyTexts;
}

export const STEP_ICONS: Readonly<Record<Step['kind'], IconName>> = {
  send: 'send',
  wait: 'clock',
  branch: 'merge',
  update: 'calendar',
  'notify-agent': 'person',
  exit: 'check',
};

function titleOf(step: Step, { texts, templateName, numberOf }: Around): string {
  switch (step.kind) {
    case 'send':
      return texts.send(templateName(step.template));
    case 'wait':
      return waiting(step.timing, texts);
    case 'branch': {
      const about = numberOf(step.of);
      return about === undefined ? texts.branchAlone : texts.branch(texts.step(about));
    }
    case 'update':
      return texts.update[step.appointment];
    case 'notify-agent':
      return texts.notify;
    case 'exit':
      return step.reason === undefined
        ? texts.exit
        : texts.exitBecause(texts.reasons[step.reason] ?? step.reason);
  }
}

function detailsOf(step: Step, { words, texts, templateName }: Around): string[] {
  switch (step.kind) {
    case 'send': {
      const { channels, instead, fallback, attach } = step;
      const named = channels?.map((channel) => words.channels[channel]) ?? [];
      const on =
        named.length > 1
          ? texts.channels(words.formats.list(named))
          : channels?.[0] === undefined
            ? texts.anyChannel
            : capital(words.byChannel[channels[0]]);
      return [
        `${on}${attach === true ? `, ${texts.attached}` : ''}.`,
        ...(instead === undefined ? [] : [texts.instead(templateName(instead))]),
        ...(fallback === undefined ? [] : [texts.fallback[fallback.unless](duration(fallback.after, texts))]),
      ];
    }
    case 'wait':
      return [
        ...hoursOf(step.timing, texts),
        ...(step.notAfter === undefined ? [] : [texts.notAfter(beside(step.notAfter, texts))]),
      ];
    case 'branch': {
      const { within } = step;
      const time =
        within.for === undefined
          ? texts.withinUntil(beside(within, texts))
          : texts.within([duration(within.for, texts), ...hours(within, texts)].join(', '));
      return [time];
    }
    case 'notify-agent':
      return [step.text[words.language] ?? step.text.fr ?? step.text.en ?? ''];
    case 'update':
    case 'exit':
      return [];
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function waiting(timing: Timing, texts: JourneyTexts): string {
  return timing.for === undefined
    ? texts.waitUntil(beside(timing, texts))
    : texts.waitFor(duration(timing.for, texts));
}

function hours({ hours: kept }: Timing, texts: JourneyTexts): string[] {
  return kept === undefined ? [] : [texts.hours[kept]];
}

function hoursOf(timing: Timing, texts: JourneyTexts): string[] {
  return hours(timing, texts).map((text) => `${capital(text)}.`);
}

/** `-P1D` with `10:00`: « 1 jour avant l’échéance, à 10:00 ». */
function beside({ until = 'PT0S', timeOfDay }: Timing, { beside: said, ...texts }: JourneyTexts): string {
  const isBefore = until.startsWith('-');
  const long = duration(until, texts);
  const place = long === '' ? said.at : isBefore ? said.before(long) : said.after(long);
  return timeOfDay === undefined ? place : `${place}${said.atTime(timeOfDay)}`;
}

/** `P1DT2H` in words; empty for nothing. */
function duration(iso: string, { duration: units }: Pick<JourneyTexts, 'duration'>): string {
  const [, days, hoursOfDay, minutes] = /P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?/.exec(iso) ?? [];
  return [
    days === undefined ? '' : units.days(Number(days)),
    hoursOfDay === undefined ? '' : units.hours(Number(hoursOfDay)),
    minutes === undefined ? '' : units.minutes(Number(minutes)),
  ]
    .filter((part) => part !== '')
    .join(' ');
}
