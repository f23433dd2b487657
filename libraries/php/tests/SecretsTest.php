<?php

namespace Roompass\Test;

use PHPUnit\Framework\TestCase;
use Roompass\ArgumentError;
use Roompass\Crypto\SecretKey;
use Roompass\Key;
use Roompass\Keyring;
use Roompass\KitToken;
use Roompass\KitTokenError;
use Roompass\Vault;
use ZEGO\ZegoServerAssistant;

/** Neither a secret nor what is derived from it shows, however someone prints what holds it. */
final class SecretsTest extends TestCase
{
    /** Every way that PHP and its frameworks have to print something. */
    private static function printed($value)
    {
        ob_start();
        var_dump($value);
        $dumped = ob_get_clean();
        $exported = $value instanceof \Exception ? '' : var_export($value, true);
        return $dumped . $exported . print_r($value, true) . json_encode($value) . print_r((array) $value, true);
    }

    /** @dataProvider holders */
    public function testAHolderOfSecretsPrintsAsItsName($holder, $name)
    {
        $this->assertSame($name, (string) $holder);
        $printed = self::printed($holder);
        foreach (self::secretsOf() as $what => $secret) {
            $this->assertStringNotContainsString($secret, $printed, $what);
        }
    }

    public function holders()
    {
        $kid = (new SecretKey(People::APP_ID, People::SECRET))->kid;
        return [
            [new Key(People::APP_ID, People::SECRET), "[Key kid=$kid]"],
            [People::keys(), "[Keyring kid=$kid]"],
        ];
    }

    private static function secretsOf()
    {
        $extract = hash_hmac('sha256', People::SECRET, 'roompass/v1', true);
        $app = pack('N', People::APP_ID);
        return [
            'the secret' => People::SECRET,
            'the key of the seal' => hash_hmac('sha256', "token04-seal\0$app\1", $extract, true),
            'the key of signatures' => hash_hmac('sha256', "kit-token-signature\0$app\1", $extract, true),
        ];
    }

    /** @dataProvider holders */
    public function testAHolderOfSecretsIsNotSerialized($holder)
    {
        $this->expectException(\LogicException::class);
        serialize($holder);
    }

    /** @dataProvider holders */
    public function testAHolderOfSecretsIsNotMadeOfText($holder)
    {
        $this->expectException(\LogicException::class);
        $class = get_class($holder);
        unserialize('O:' . strlen($class) . ":\"$class\":0:{}");
    }

    /** @dataProvider holders */
    public function testAHolderOfSecretsIsNotCloned($holder)
    {
        $this->expectException(\Error::class);
        clone $holder;
    }

    public function testWhatIsNotUsedAnyMoreIsForgotten()
    {
        $keys = People::keys();
        $place = spl_object_id($keys);
        $kept = (new \ReflectionProperty(Vault::class, 'kept'));
        $kept->setAccessible(true);
        $this->assertArrayHasKey($place, $kept->getValue());
        unset($keys);
        $this->assertArrayNotHasKey($place, $kept->getValue());
    }

    public function testTheInnerKeysPrintAsTheirNamesToo()
    {
        $key = new SecretKey(People::APP_ID, People::SECRET);
        ob_start();
        var_dump($key, $key->aes, $key->sealTag, $key->signatureTag);
        print_r($key->aes);
        $printed = ob_get_clean();
        foreach (self::secretsOf() as $secret) {
            $this->assertStringNotContainsString($secret, $printed);
        }
    }

    /** @dataProvider failures */
    public function testExceptionsHoldNeitherSecretsNorTokens($class, $step, $hidden)
    {
        $ignored = ini_set('zend.exception_ignore_args', '0');
        $length = ini_set('zend.exception_string_param_max_len', '100');
        try {
            $step();
            $this->fail('nothing was wrong');
        } catch (\Exception $error) {
            $this->assertInstanceOf($class, $error);
        } finally {
            ini_set('zend.exception_ignore_args', $ignored);
            ini_set('zend.exception_string_param_max_len', $length);
        }
        foreach ([(string) $error, serialize($error->getTrace()), $error->getMessage()] as $printed) {
            $this->assertStringNotContainsString(substr($hidden, 0, 12), $printed);
        }
        foreach ($error->getTrace() as $call) {
            $this->assertArrayNotHasKey('args', $call);
        }
    }

    public function failures()
    {
        $kitToken = People::kitToken();
        return [
            'a key of no app' => [ArgumentError::class, function () {
                new Key(0, People::SECRET);
            }, People::SECRET],
            'a key of another state' => [ArgumentError::class, function () {
                new Key(5, People::SECRET, 'old');
            }, People::SECRET],
            'a secret that is too long' => [ArgumentError::class, function () {
                new Key(5, People::SECRET . '!');
            }, People::SECRET],
            'a secret in place of a key' => [ArgumentError::class, function () {
                new Keyring([People::SECRET]);
            }, People::SECRET],
            'a payload that is none' => [ArgumentError::class, function () {
                ZegoServerAssistant::generateToken04(5, 'ada', People::SECRET, 60, []);
            }, People::SECRET],
            'an expired token' => [KitTokenError::class, function () use ($kitToken) {
                KitToken::verify($kitToken, People::keys(), ['now' => People::NOW + 5000]);
            }, $kitToken],
            'a token for another user' => [KitTokenError::class, function () use ($kitToken) {
                KitToken::verify($kitToken, People::keys(), ['now' => People::NOW, 'userId' => 'eve']);
            }, $kitToken],
        ];
    }
}
