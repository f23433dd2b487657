// The API reference for people: one page without scripts, written from the OpenAPI document.
import { createHash } from 'node:crypto'
import type { OpenApi, Operation, Parameter } from './document.ts'
import { style } from './style.ts'

/** What the page needs of its Content-Security-Policy: its own style, known by its hash, and nothing else. */
export const pageCsp: string = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

export function referencePage(document: OpenApi): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const sections = document.tags.map(({ name, description }) => ({
    name,
    description,
    operations: operations.filter(({ operation }) => operation.tags.includes(name)),
  }))
  const shown = sections.filter((section) => section.operations.length > 0)
  const links = shown.map(
    ({ name, operations: all }) =>
      `<li><a href="#${slug(name)}">${text(name)}</a><ul>${all.map(({ method, operation }) => `<li><a href="#${operation.operationId}"><b>${method}</b> ${text(operation.summary)}</a></li>`).join('')}</ul></li>`,
  )
  const bodies = shown.map(
    ({ name, description, operations: all }) =>
      `<section id="${slug(name)}" aria-labelledby="${slug(name)}-title"><h2 id="${slug(name)}-title">${text(name)}</h2><p>${inline(description)}</p>${all.map(operationOf).join('')}</section>`,
  )
  const { title, version, description } = document.info
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${text(title)} API</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">
<style>${style}</style></head>
<body><a class="skip" href="#content">Skip to the reference</a>
<nav aria-label="Operations"><p class="brand">${text(title)} <small>${text(version)}</small></p><ul>${links.join('')}</ul></nav>
<main id="content" tabindex="-1"><h1>HTTP API</h1><p>${inline(description)}</p>
<p>The same for machines: <a href="/v1/openapi.json">openapi.json</a>.</p>${bodies.join('')}</main></body></html>
`
}

interface Shown {
  readonly path: string
  readonly method: string
  readonly operation: Operation
}

function operationOf({ path, method, operation }: Shown): string {
  const { operationId, summary, description, parameters, requestBody, responses } = operation
  const [type = '', media] = Object.entries(requestBody?.content ?? {})[0] ?? []
  const parts = [
    description === undefined ? '' : `<p>${inline(description)}</p>`,
    parameters.length === 0 ? '' : table('Parameters', parameters.map(parameterRow)),
    requestBody === undefined
      ? ''
      : table(`Body, ${type}${requestBody.required ? '' : ', may be left out'}`, fieldRows(schemaIn(media))),
    ...Object.entries(responses)
      .filter(([status]) => Number(status) < 400)
      .map(([status, answer]) => {
        const [kind, content] = Object.entries(answer.content ?? {})[0] ?? []
        const rows = fieldRows(schemaIn(content))
        const caption = `${status}${kind === undefined ? '' : `, ${kind}`}: ${answer.description}`
        return rows.length === 0 ? `<p>${inline(caption)}</p>` : table(caption, rows)
      }),
    refusals(responses),
  ]
  return `<article id="${operationId}" aria-labelledby="${operationId}-title"><h3 id="${operationId}-title">${text(summary)}</h3><p class="line"><b class="${method.toLowerCase()}">${method}</b> <code>${text(path)}</code></p>${parts.join('')}</article>`
}

type Row = readonly [name: string, type: string, required: boolean, description: string]

function table(caption: string, rows: readonly Row[]): string {
  const body = rows.map(
    ([name, type, required, description]) =>
      `<tr><th scope="row"><code>${text(name)}</code></th><td>${text(type)}${required ? '' : ' <i>optional</i>'}</td><td>${inline(description)}</td></tr>`,
  )
  return `<div class="wide" role="region" tabindex="0" aria-label="${text(caption)}"><table><caption>${inline(caption)}</caption><thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead><tbody>${body.join('')}</tbody></table></div>`
}

function refusals(responses: Operation['responses']): string {
  const rows = Object.entries(responses).filter(([status]) => Number(status) >= 400)
  return `<details><summary>Refusals</summary><dl>${rows.map(([status, { description }]) => `<dt>${status}</dt><dd>${inline(description)}</dd>`).join('')}</dl></details>`
}

function parameterRow({ name, in: place, required, description = '', schema }: Parameter): Row {
  return [name, `${typeOf(schema)} in the ${place}`, required, description]
}

function fieldRows(schema: unknown): Row[] {
  if (!isObject(schema) || !isObject(schema['properties'])) return []
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  return Object.entries(schema['properties']).map(([name, field]) => [
    name,
    typeOf(field),
    required.includes(name),
    isObject(field) && typeof field['description'] === 'string' ? field['description'] : '',
  ])
}

function typeOf(schema: unknown): string {
  if (!isObject(schema)) return ''
  const { const: constant, enum: values, anyOf, oneOf, type, items, properties } = schema
  if (constant !== undefined) return JSON.stringify(constant)
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(' or ')
  const several = anyOf ?? oneOf
  if (Array.isArray(several)) return several.map(typeOf).join(' or ')
  if (type === 'array') return `list of ${typeOf(items)}`
  if (isObject(properties))
    return `{ ${Object.entries(properties)
      .map(([name, field]) => `${name}: ${typeOf(field)}`)
      .join(', ')} }`
  return typeof type === 'string' ? type : 'any'
}

function schemaIn(media: unknown): unknown {
  return isObject(media) ? media['schema'] : undefined
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function slug(name: string): string {
  return name.toLowerCase()
}

function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** Text in which `code` is marked as such. */
function inline(value: string): string {
  return text(value).replaceAll(/`([^`]+)`/g, '<code>$1</code>')
}
