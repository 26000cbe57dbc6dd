/** MJML 5 comes without types; this is what the build asks of it. */
declare module 'mjml' {
  interface Options {
    validationLevel: 'strict' | 'soft' | 'skip';
    /** Web fonts by name. */
    fonts: Readonly<Record<string, string>>;
  }
  export default function mjml2html(
    source: string,
    options: Options,
  ): Promise<{ html: string; errors: readonly { formattedMessage: string }[] }>;
}
