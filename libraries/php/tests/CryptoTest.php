<?php

namespace Roompass\Test;

use PHPUnit\Framework\TestCase;
use Roompass\Ambient;
use Roompass\Crypto\Aes;
use Roompass\Crypto\Mac;
use Roompass\Failure;

final class CryptoTest extends TestCase
{
    /** @dataProvider lengths */
    public function testGcmByHandIsThatOfOpenssl($length)
    {
        $plaintext = $length === 0 ? '' : random_bytes($length);
        $nonce = random_bytes(12);
        $openssl = new Aes(People::SECRET, false);
        $byHand = new Aes(People::SECRET, true);
        $sealed = $openssl->sealGcm($nonce, $plaintext);
        $this->assertSame(bin2hex($sealed), bin2hex($byHand->sealGcm($nonce, $plaintext)));
        $this->assertSame($plaintext, $byHand->openGcm($nonce, $sealed));
        foreach ([$openssl, $byHand] as $aes) {
            foreach ([0, strlen($sealed) - 16, strlen($sealed) - 1] as $place) {
                $edited = $sealed;
                $edited[$place] = $edited[$place] ^ "\x01";
                $this->assertNull($aes->openGcm($nonce, $edited));
            }
        }
    }

    public function lengths()
    {
        return [[0], [1], [15], [16], [17], [31], [32], [255], [1000]];
    }

    public function testMacIsHmac()
    {
        foreach (['k', str_repeat('k', 64)] as $key) {
            $mac = new Mac($key, 'prefix');
            foreach (['', 'message', str_repeat('m', 1000)] as $message) {
                $this->assertSame(hash_hmac('sha256', "prefix$message", $key), bin2hex($mac->tag($message)));
            }
        }
    }

    /** @dataProvider weaknesses */
    public function testNothingIsMadeOfWeakRandomness($bytes, $strong)
    {
        $this->expectException(Failure::class);
        Ambient::checked($bytes, 4, $strong);
    }

    public function weaknesses()
    {
        return [[false, true], ['abc', true], ['abcd', false], ['abcd', null]];
    }

    /** @dataProvider operations */
    public function testNothingIsMadeWhereOpensslFails($operation, $byHand)
    {
        // There is no AES with keys of 40 bits, and PHP warns of it.
        set_error_handler(function () {
            return true;
        });
        try {
            (new Aes('short', $byHand))->$operation('0123456789ab', 'plaintext');
            $this->fail('something was made');
        } catch (Failure $failure) {
            $this->assertStringContainsString('OpenSSL', $failure->getMessage());
        } finally {
            restore_error_handler();
        }
    }

    public function operations()
    {
        return [['encryptCbc', false], ['decryptCbc', false], ['sealGcm', false], ['sealGcm', true]];
    }

    public function testNothingIsTaggedWhereOpensslHasNoDigest()
    {
        $this->expectException(Failure::class);
        Mac::fail();
    }

    public function testBothGeneratorsGiveAsManyBytesAsAsked()
    {
        foreach ([Ambient::random(4), Ambient::randomOfOpenssl(4)] as $bytes) {
            $this->assertSame(4, strlen($bytes));
        }
        $this->assertNotSame(Ambient::randomOfOpenssl(16), Ambient::randomOfOpenssl(16));
    }
}
