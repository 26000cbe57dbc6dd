import { isObject, type Properties, type Template, type TemplateResource } from './cloud-formation.ts';
import { resolve, type Scope } from './intrinsics.ts';
import { localAddresses, physicalOf, type Physical, type Place } from './physical.ts';

/** Answers the intrinsic functions of one template with the local stack's concrete values. */
export class TemplateScope implements Scope {
  readonly #template: Template;
  readonly #place: Place;
  readonly #pseudo: Readonly<Record<string, string | undefined>>;

  constructor(template: Template, place: Place) {
    this.#template = template;
    this.#place = place;
    this.#pseudo = {
      'AWS::Region': place.region,
      'AWS::AccountId': place.accountId,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': place.stackName,
      'AWS::StackId': `arn:aws:cloudformation:${place.region}:${place.accountId}:stack/${place.stackName}/local`,
      'AWS::NoValue': undefined,
    };
  }

  get stackName(): string {
    return this.#place.stackName;
  }

  /** The ARN of something in the stack's own account and Region. */
  arn(service: string, resource: string): string {
    const { region, accountId } = this.#place;
    return `arn:aws:${service}:${region}:${accountId}:${resource}`;
  }

  ref(logicalId: string): unknown {
    if (logicalId in this.#pseudo) return this.#pseudo[logicalId];
    if (logicalId in this.#template.Resources) return this.physical(logicalId).ref;
    const parameter = this.#template.Parameters?.[logicalId];
    if (parameter?.Default === undefined)
      throw new Error(`Ref to ${logicalId}, which the template does not define`);
    return parameter.Default;
  }

  attribute(logicalId: string, attribute: string): string {
    const value = this.physical(logicalId).attributes[attribute];
    if (value === undefined) throw new Error(`The local stack does not know ${logicalId}.${attribute}`);
    return value;
  }

  condition(name: string): unknown {
    return this.#template.Conditions?.[name] ?? false;
  }

  mapping(name: string, first: string, second: string): unknown {
    const value = this.#template.Mappings?.[name]?.[first]?.[second];
    if (value === undefined) throw new Error(`The mapping ${name} has no ${first}.${second}`);
    return value;
  }

  physical(logicalId: string): Physical {
    const resource = this.#template.Resources[logicalId];
    if (!resource) throw new Error(`${logicalId} is not in the template`);
    // A name may itself be built from other values, so only the name is resolved here, never the whole resource.
    const properties = resource.Properties ?? {};
    const names = Object.entries(properties).filter(([key]) => key.endsWith('Name') || key === 'Name');
    const resolved = Object.fromEntries(names.map(([key, value]) => [key, resolve(value, this)]));
    return physicalOf(logicalId, { ...resource, Properties: { ...properties, ...resolved } }, this.#place);
  }

  /** The resources of one type with their properties resolved, in the order of the template. */
  *resourcesOf(...types: readonly string[]): Generator<ResolvedResource> {
    for (const [logicalId, resource] of Object.entries(this.#template.Resources)) {
      if (types.includes(resource.Type)) yield this.#resolved(logicalId, resource);
    }
  }

  #resolved(logicalId: string, resource: TemplateResource): ResolvedResource {
    const properties = this.#withLocalAddresses(resolve(resource.Properties ?? {}, this));
    return { logicalId, type: resource.Type, physical: this.physical(logicalId), properties };
  }

  /** Addresses that the template composes of names are local ones, too. */
  #withLocalAddresses(value: unknown): Properties {
    const text = localAddresses(this.#place).reduce(
      (rest, [composed, local]) => rest.replaceAll(composed, local),
      JSON.stringify(value),
    );
    const replaced: unknown = JSON.parse(text);
    return isObject(replaced) ? replaced : {};
  }
}

export interface ResolvedResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physical: Physical;
  readonly properties: Properties;
}
