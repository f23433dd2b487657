<?php

namespace Roompass;

/**
 * What inspect tells. Plain data: it can be sent as JSON.
 *
 * @property-read string $kind by its looks: kit-token, token04, token03, jwt, app-sign, server-secret-like, empty or
 *     unknown
 * @property-read bool $ok true when there is no problem; with keys exactly when verify takes it, without nothing is
 *     proved
 * @property-read string|null $primary the code that explains most; null when there is no problem
 * @property-read Problem[] $problems everything that is wrong, the most telling first
 * @property-read Problem[] $warnings what does not make the token bad, and should be known
 * @property-read array $layers what was found, from the outside in: frame, envelope, suffix, key, claims, trust,
 *     generators; null is "not reached": a layer around it is broken, or no key was given
 */
final class Report extends Record
{
    /**
     * @internal
     * @param Problem[] $problems
     * @param Problem[] $warnings
     */
    public function __construct($kind, array $problems, array $warnings, array $layers)
    {
        parent::__construct([
            'kind' => $kind,
            'ok' => $problems === [],
            'primary' => $problems === [] ? null : $problems[0]->code,
            'problems' => $problems,
            'warnings' => $warnings,
            'layers' => $layers,
        ]);
    }
}
