<?php

namespace Roompass\Test;

use PHPUnit\Framework\TestCase;
use Roompass\KitToken;

/** What ZEGOCLOUD's page shows for PHP, with this package in the folder that is called zego there. */
final class ExampleTest extends TestCase
{
    const FOLDER = __DIR__ . '/../../../examples/php';

    private static function outputOf($script)
    {
        $streams = [['pipe', 'r'], ['pipe', 'w'], ['redirect', 1]];
        $process = proc_open([PHP_BINARY, '-d', 'error_reporting=-1', $script], $streams, $pipes, self::FOLDER);
        $said = stream_get_contents($pipes[1]);
        proc_close($process);
        return $said;
    }

    public function testMapsTheNamespaceAsThePageHasIt()
    {
        $composer = json_decode(file_get_contents(self::FOLDER . '/composer.json'), true);
        $this->assertSame(['autoload' => ['psr-4' => ['ZEGO\\' => 'zego/src/ZEGO']]], $composer);
    }

    public function testPrintsATokenThatIsSealed()
    {
        $said = json_decode(self::outputOf('token.php'), true);
        $this->assertSame([0, ''], [$said['code'], $said['message']]);
        $keys = Vectors::keyring([['appId' => 1111, 'serverSecret' => 'fa94dd0f974cf2e293728a526b028271']]);
        $this->assertSame(['sealed', 'demo'], [
            KitToken::verifyToken04($said['token'], $keys)->trust,
            KitToken::verifyToken04($said['token'], $keys)->userId,
        ]);
    }
}
