import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Statistics } from '../api/manage-types.ts';
import { useWords } from '../texts/texts.tsx';
import { channelsIn } from './day-table.tsx';
import styles from './statistics-page.module.css';

type Days = NonNullable<Statistics['days']>;

const HEIGHT = 260;
const SECOND = 1_000;

/** Lines for the eye; the table beside it has the same figures for everybody. */
export default function DayChart({ days }: { days: Days }) {
  const words = useWords();
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const chart = draw(element, days);
    const observer = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: HEIGHT }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
  }, [days]);
  return (
    <>
      <ul className={styles['legend']}>
        {channelsIn(days).map((channel) => (
          <li key={channel}>
            <span className={styles['line']} data-channel={channel} />
            {words.channels[channel]}
          </li>
        ))}
      </ul>
      <div ref={host} className={styles['chart']} aria-hidden="true" />
    </>
  );
}

function draw(element: HTMLElement, days: Days): UPlot {
  const style = getComputedStyle(element);
  const colour = (name: string) => resolved(element, `var(${name})`);
  const channels = channelsIn(days);
  const axis = {
    stroke: colour('--soft'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  };
  const font = `12px ${style.fontFamily}`;
  return new UPlot(
    {
      width: element.clientWidth,
      height: HEIGHT,
      legend: { show: false },
      cursor: { show: false },
      axes: [
        {
          ...axis,
          font,
          values: (_chart, instants) =>
            instants.map((at) =>
              new Date(at * SECOND).toLocaleDateString(document.documentElement.lang, {
                day: 'numeric',
                month: 'short',
              }),
            ),
        },
        { ...axis, font, size: 44 },
      ],
      series: [
        {},
        ...channels.map((channel) => ({
          label: channel,
          stroke: colour(`--${channel}`),
          width: 2.5,
          points: { show: false },
        })),
      ],
    },
    [
      days.map(({ date }) => Date.parse(`${date}T12:00:00`) / SECOND),
      ...channels.map((channel) => days.map((day) => day.channels[channel]?.sent ?? 0)),
    ],
    element,
  );
}

/** A canvas knows no variables and no light-dark(). */
function resolved(element: HTMLElement, colour: string): string {
  const probe = document.createElement('i');
  probe.style.color = colour;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
