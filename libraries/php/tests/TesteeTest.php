<?php

namespace Roompass\Test;

use PHPUnit\Framework\TestCase;

final class TesteeTest extends TestCase
{
    private $pipes;
    private $process;

    protected function setUp(): void
    {
        $streams = [['pipe', 'r'], ['pipe', 'w'], ['pipe', 'w']];
        $this->process = proc_open([PHP_BINARY, __DIR__ . '/../testee.php'], $streams, $this->pipes);
    }

    /** The end of what it writes on standard error, and its exit code. */
    private function end()
    {
        fclose($this->pipes[0]);
        $errors = stream_get_contents($this->pipes[2]);
        return [$errors, proc_close($this->process)];
    }

    private function ask($line)
    {
        fwrite($this->pipes[0], $line . "\n");
        return json_decode(fgets($this->pipes[1]), true);
    }

    public function testAnswersEachRequestBeforeTheNext()
    {
        list($mint) = Vectors::load('mint')['M-001'];
        list($verify) = Vectors::load('verify')['V-001'];
        list($hostile) = Vectors::load('hostile')['H-010'];
        $about = ['language' => 'php', 'version' => PHP_VERSION];
        $this->assertSame(['id' => 1, 'ok' => true, 'result' => $about], $this->ask('{"id":1,"op":"about"}'));
        $minted = $this->ask(json_encode(['id' => 2, 'op' => 'mint', 'in' => $mint['in']]));
        $this->assertSame(['kitToken' => $mint['kitToken']], $minted['result']);
        $alone = array_diff_key($mint['in'], ['roomId' => 0, 'userName' => 0, 'grant' => 0]);
        $alone += ['payload' => $mint['payload']];
        $minted = $this->ask(json_encode(['id' => 7, 'op' => 'mintToken04', 'in' => $alone]));
        $this->assertSame(['token04' => $mint['token04']], $minted['result']);
        $verified = $this->ask(json_encode(['id' => 3, 'op' => 'verify'] + $verify));
        $this->assertSame($verify['expected']['pass'], $verified['result']);
        $refused = $this->ask(json_encode(['id' => 4, 'op' => 'verify'] + array_diff_key($hostile, ['id' => 0])));
        $this->assertSame(['id' => 4, 'ok' => false, 'code' => $hostile['code']], $refused);
        $explained = $this->ask('{"id":5,"op":"inspect","options":{},"token":"eyJ.e.y"}');
        $codes = ['primary' => 'not_a_kit_token', 'problems' => ['not_a_kit_token'], 'warnings' => []];
        $this->assertSame(['kind' => 'unknown', 'ok' => false] + $codes, $explained['result']);
        $explained = $this->ask('{"id":8,"op":"inspect","options":{},"token":"04","expect":"kit-token"}');
        $this->assertSame('token04_given', $explained['result']['primary']);
        $wrong = $this->ask('{"id":6,"op":"verify","kind":"token04","keyring":[],"options":{},"token":""}');
        $this->assertSame(['id' => 6, 'ok' => false, 'code' => 'bad_call'], $wrong);
        $this->assertSame(['', 0], $this->end());
    }

    public function testSaysWhenALineIsNoRequest()
    {
        fwrite($this->pipes[0], "hello\n");
        list($errors, $status) = $this->end();
        $this->assertStringContainsString('no request', $errors);
        $this->assertSame(1, $status);
    }
}
