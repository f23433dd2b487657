<?php

namespace Roompass\Test;

use PHPUnit\Framework\TestCase;

/** The PHP in the README runs, one block after the other, and prints what its comments say. */
final class ReadmeTest extends TestCase
{
    public function testPrintsWhatItSays()
    {
        $readme = file_get_contents(__DIR__ . '/../README.md');
        $this->assertGreaterThan(2, preg_match_all('/^```php\n(.*?)^```$/ms', $readme, $match));
        $code = implode("\n", $match[1]);
        preg_match_all('/(?:print|echo) .*; \/\/ (.+)$/m', $code, $said);
        $file = tempnam(sys_get_temp_dir(), 'readme');
        $autoload = var_export(__DIR__ . '/../vendor/autoload.php', true);
        file_put_contents($file, "<?php\nerror_reporting(-1);\nrequire $autoload;\n" . $code);
        $environment = ['ROOMPASS_SERVER_SECRET' => People::SECRET, 'PATH' => getenv('PATH')];
        $streams = [1 => ['pipe', 'w'], 2 => ['file', '/dev/null', 'w']];
        $process = proc_open([PHP_BINARY, $file], $streams, $pipes, null, $environment);
        $printed = stream_get_contents($pipes[1]);
        proc_close($process);
        unlink($file);
        $this->assertSame(implode("\n", $said[1]), trim($printed));
    }
}
