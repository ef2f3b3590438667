import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	buildSchema,
	execute,
	GraphQLUnionType,
	isEnumType,
	isInputObjectType,
	isInterfaceType,
	isObjectType,
	parse,
	validate,
	type ExecutionResult,
	type GraphQLInterfaceType,
	type GraphQLObjectType,
	type GraphQLSchema,
} from 'graphql';

/** MONDAY_SCHEMA names another place. */
const FILE = process.env.MONDAY_SCHEMA ?? join(__dirname, '../../../../shared/specs/monday/schema.graphql');

export const hasSchema = existsSync(FILE);

/** The tests against the published schema; where it is absent they are skipped, and the report says why. */
export const describeWithSchema: jest.Describe = hasSchema ? describe : describe.skip;

export const NOTICE = hasSchema ? '' : " (skipped: the vendor's ../shared/specs/monday/schema.graphql is absent)";

let published: GraphQLSchema | undefined;
export const publishedSchema = (): GraphQLSchema => (published ??= buildSchema(readFileSync(FILE, 'utf8')));

/** What the published schema objects to in a document; deprecated fields count. */
export function objections(document: string): string[] {
	const schema = publishedSchema();
	const parsed = parse(document);
	return validate(schema, parsed).map(({ message }) => message);
}

/**
 * What does not fit the published schema in an answer to a document: the answer is played through the schema as if it
 * were its source, so that missing fields, nulls where none may be, wrong scalars and unknown enum values come up.
 */
export async function misfits(
	document: string,
	variables: Record<string, unknown>,
	data: Record<string, unknown>,
): Promise<string[]> {
	const played: ExecutionResult = await execute({
		schema: publishedSchema(),
		document: parse(document),
		rootValue: data,
		variableValues: variables,
		fieldResolver: (source: Record<string, unknown>, _args, _context, { path }) => {
			if (!(path.key in source)) throw new Error(`${path.key} is not in the answer`);
			return source[path.key];
		},
		typeResolver: (value: Record<string, unknown>, _context, { schema }, abstract) =>
			typeNameOf(value, schema, abstract),
	});
	const errors = (played.errors ?? []).map(({ message, path }) => `${path?.join('.')}: ${message}`);
	const same = JSON.stringify(played.data) === JSON.stringify(data);
	return errors.length > 0 || same ? errors : ['the answer holds more than was asked for, or in another order'];
}

/** Cells tell their type by the type of their column; files by what they have. */
function typeNameOf(
	value: Record<string, unknown>,
	schema: GraphQLSchema,
	abstract: GraphQLInterfaceType | GraphQLUnionType,
): string {
	if (abstract.name === 'FileValueItem') return 'FileAssetValue';
	const type = String(value.type ?? ('index' in value ? 'status' : ''));
	const wanted = `${type.replace(/_/g, '')}value`;
	const found = schema.getPossibleTypes(abstract).find(({ name }) => name.toLowerCase() === wanted);
	return found?.name ?? 'UnsupportedValue';
}

/** Everything in a part of the schema that the published one does not have, or has otherwise. */
export function strangers(part: GraphQLSchema): string[] {
	const whole = publishedSchema();
	return Object.values(part.getTypeMap())
		.filter(({ name }) => !name.startsWith('__'))
		.flatMap((type) => {
			const other = whole.getType(type.name);
			if (!other) return [`${type.name} is no type`];
			if (isEnumType(type) && isEnumType(other))
				return type
					.getValues()
					.filter(({ name }) => !other.getValue(name))
					.map(({ name }) => `${type.name} has no ${name}`);
			if (type instanceof GraphQLUnionType && other instanceof GraphQLUnionType)
				return type
					.getTypes()
					.filter(({ name }) => !other.getTypes().some((each) => each.name === name))
					.map(({ name }) => `${type.name} is never ${name}`);
			if (isInputObjectType(type) && isInputObjectType(other))
				return Object.values(type.getFields()).flatMap((field) =>
					String(other.getFields()[field.name]?.type) === String(field.type) ? [] : [`${type.name}.${field.name}`],
				);
			if ((isObjectType(type) && isObjectType(other)) || (isInterfaceType(type) && isInterfaceType(other)))
				return fieldsUnlike(type, other);
			return type.constructor === other.constructor ? [] : [`${type.name} is of another kind`];
		});
}

type WithFields = GraphQLObjectType | GraphQLInterfaceType;

function fieldsUnlike(type: WithFields, other: WithFields): string[] {
	return Object.values(type.getFields()).flatMap((field) => {
		const theirs = other.getFields()[field.name];
		const name = `${type.name}.${field.name}`;
		if (!theirs) return [`${name} is no field`];
		if (String(theirs.type) !== String(field.type)) return [`${name} is ${String(theirs.type)}`];
		const required = theirs.args.filter(
			({ type: of, defaultValue }) => /!$/.test(String(of)) && defaultValue === undefined,
		);
		return [
			...required
				.filter((arg) => !field.args.some((own) => own.name === arg.name))
				.map((arg) => `${name} needs ${arg.name}`),
			...field.args.flatMap((arg) => {
				const same = theirs.args.find((each) => each.name === arg.name);
				if (!same) return [`${name} takes no ${arg.name}`];
				const alike = String(same.type) === String(arg.type) && same.defaultValue === arg.defaultValue;
				return alike ? [] : [`${name}(${arg.name}) is ${String(same.type)} = ${String(same.defaultValue)}`];
			}),
		];
	});
}
