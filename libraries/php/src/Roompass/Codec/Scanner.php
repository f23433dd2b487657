<?php

namespace Roompass\Codec;

/**
 * A strict JSON reader. It knows no schema and never throws: after a fault it stands at the end of the text, where
 * nothing can be taken. Objects become ScannedObject, lists arrays, plain safe integers numbers, others OddNumber.
 *
 * @internal
 */
final class Scanner
{
    private static $escapes = [
        '"' => '"', '\\' => '\\', '/' => '/', 'b' => "\x08", 'f' => "\f", 'n' => "\n", 'r' => "\r", 't' => "\t",
    ];
    private static $words = ['t' => ['true', true], 'f' => ['false', false], 'n' => ['null', null]];

    private $text;
    private $maxDepth;
    private $at = 0;
    private $broken = false;
    private $duplicate = false;
    private $spaced = false;

    public function __construct($text, $maxDepth)
    {
        $this->text = $text;
        $this->maxDepth = $maxDepth;
    }

    /** @return ScannedObject|null */
    public function object()
    {
        $this->skipSpace();
        $value = $this->value(0);
        $this->skipSpace();
        if ($this->broken || $this->at !== \strlen($this->text) || !$value instanceof ScannedObject) {
            return null;
        }
        $value->duplicate = $this->duplicate;
        $value->spaced = $this->spaced;
        return $value;
    }

    private function value($depth)
    {
        switch ($this->next()) {
            case '"':
                return $this->string();
            case '{':
                return $depth === $this->maxDepth ? $this->fail() : $this->members($depth + 1);
            case '[':
                return $depth === $this->maxDepth ? $this->fail() : $this->items($depth + 1);
            default:
                return $this->scalar();
        }
    }

    private function members($depth)
    {
        $object = new ScannedObject();
        $this->at++;
        $this->skipSpace();
        if ($this->take('}')) {
            return $object;
        }
        do {
            $this->skipSpace();
            $key = $this->next() === '"' ? (string) $this->string() : (string) $this->fail();
            $this->skipSpace();
            if (!$this->take(':')) {
                $this->fail();
            }
            $this->skipSpace();
            $this->duplicate = $this->duplicate || $object->has($key);
            $object->members[$key] = $this->value($depth);
            $this->skipSpace();
        } while ($this->take(','));
        if (!$this->take('}')) {
            $this->fail();
        }
        return $object;
    }

    private function items($depth)
    {
        $items = [];
        $this->at++;
        $this->skipSpace();
        if ($this->take(']')) {
            return $items;
        }
        do {
            $this->skipSpace();
            $items[] = $this->value($depth);
            $this->skipSpace();
        } while ($this->take(','));
        if (!$this->take(']')) {
            $this->fail();
        }
        return $items;
    }

    private function string()
    {
        $start = $this->at + 1;
        $end = $start + \strcspn($this->text, '"\\', $start);
        while ($end < \strlen($this->text) && $this->text[$end] === '\\') {
            // Whatever follows the backslash does not end the string.
            $end = \min($end + 2, \strlen($this->text));
            $end += \strcspn($this->text, '"\\', $end);
        }
        $spelled = (string) \substr($this->text, $start, $end - $start);
        if ($end === \strlen($this->text) || \preg_match('/[\x00-\x1f]/', $spelled) !== 0) {
            return $this->fail();
        }
        $this->at = $end + 1;
        return \strpos($spelled, '\\') === false ? $spelled : $this->unescape($spelled);
    }

    private function unescape($spelled)
    {
        $pair = '\\\\u([dD][89abAB][0-9a-fA-F]{2})\\\\u([dD][c-fC-F][0-9a-fA-F]{2})';
        $pattern = '/' . $pair . '|\\\\u([0-9a-fA-F]{4})|\\\\(.)/s';
        return \preg_replace_callback($pattern, function (array $match) {
            if (isset($match[4])) {
                return isset(self::$escapes[$match[4]]) ? self::$escapes[$match[4]] : $this->fail();
            }
            if (isset($match[3])) {
                return Utf8::character(\hexdec($match[3]));
            }
            $high = \hexdec($match[1]) & 0x3ff;
            return Utf8::character(0x10000 + ($high << 10 | \hexdec($match[2]) & 0x3ff));
        }, $spelled);
    }

    private function scalar()
    {
        $number = '/\G-?(?:0|[1-9][0-9]*)((?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)/';
        if (\preg_match($number, $this->text, $match, 0, $this->at) !== 1) {
            return $this->word();
        }
        list($literal, $rest) = $match;
        $this->at += \strlen($literal);
        $plain = $rest === '' && $literal !== '-0' && \strlen($literal) <= 17;
        $value = $plain ? Whole::read($literal) : null;
        return $plain && \abs($value) <= Whole::MAX_SAFE ? $value : new OddNumber($literal);
    }

    private function word()
    {
        $first = $this->next();
        if (!isset(self::$words[$first])) {
            return $this->fail();
        }
        list($word, $value) = self::$words[$first];
        if (\substr_compare($this->text, $word, $this->at, \strlen($word)) !== 0) {
            return $this->fail();
        }
        $this->at += \strlen($word);
        return $value;
    }

    private function skipSpace()
    {
        $count = \strspn($this->text, " \t\n\r", $this->at);
        $this->spaced = $this->spaced || $count > 0;
        $this->at += $count;
    }

    private function next()
    {
        return $this->at < \strlen($this->text) ? $this->text[$this->at] : '';
    }

    private function take($wanted)
    {
        if ($this->next() !== $wanted) {
            return false;
        }
        $this->at++;
        return true;
    }

    /** @return null */
    private function fail()
    {
        $this->broken = true;
        $this->at = \strlen($this->text);
        return null;
    }
}
