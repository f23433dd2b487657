<?php

namespace Roompass\Inspect;

use Roompass\KitTokenError;
use Roompass\Problem;

/**
 * What is found on the walk through a token: codes in the order in which they were found, each once, with the first
 * detail that was found.
 *
 * @internal
 */
final class Findings
{
    /** @var array detail or null, by code */
    private $details = [];

    /** @param string|null $detail a sentence about this token in particular */
    public function add($code, $detail = null)
    {
        if (!isset($this->details[$code])) {
            $this->details[$code] = $detail;
        }
    }

    public function addRefusal(KitTokenError $refusal)
    {
        $claim = $refusal->getClaim();
        $this->add($refusal->getCode(), $claim === null ? null : "It is about $claim.");
    }

    /**
     * Runs a step; a refusal becomes a finding, after what $explain has to say about it.
     *
     * @param callable $step
     * @param callable|null $explain is given the code of the refusal
     * @return mixed what the step gives, or null
     */
    public function attempt($step, $explain = null)
    {
        try {
            return $step();
        } catch (KitTokenError $refusal) {
            if ($explain !== null) {
                $explain($refusal->getCode());
            }
            $this->addRefusal($refusal);
            return null;
        }
    }

    /** @return Problem[] */
    public function problems()
    {
        $problems = [];
        foreach ($this->details as $code => $detail) {
            $problems[] = new Problem($code, $detail);
        }
        return $problems;
    }
}
