<?php

namespace Roompass\Test;

use PHPUnit\Framework\TestCase;
use Roompass\Codec\Bounds;
use Roompass\Codec\Envelope;
use Roompass\Codec\Frame;
use Roompass\Crypto\Aes;

/** Each test of spec/vectors is one here, by its id: phpunit --filter 'V-001'. */
final class VectorsTest extends TestCase
{
    /** @dataProvider mints */
    public function testMintsByteForByte(array $test)
    {
        $kitToken = Vectors::mint($test['in']);
        list($token04, $suffixJson) = Frame::split($kitToken, Bounds::OFFICIAL);
        $envelope = Envelope::read(Frame::decode($token04, Bounds::OFFICIAL), Bounds::OFFICIAL);
        // Layer by layer, so that a failure shows where it begins.
        $this->assertSame($test['iv'], bin2hex($envelope->iv));
        $this->assertSame($test['raw'], bin2hex($envelope->write()));
        $this->assertSame($test['suffixJson'], $suffixJson);
        $this->assertSame($test['kitToken'], $kitToken);
    }

    public function mints()
    {
        return Vectors::load('mint');
    }

    /** @dataProvider verifications */
    public function testVerifies(array $test)
    {
        $this->assertSame($test['expected'], Vectors::outcome($test, $test['options']));
    }

    public function verifications()
    {
        return Vectors::load('verify');
    }

    /** @dataProvider hostiles */
    public function testRefuses(array $test)
    {
        $this->assertSame(['code' => $test['code']], Vectors::outcome($test, $test['options']));
    }

    public function hostiles()
    {
        return Vectors::load('hostile');
    }

    /** @dataProvider dialects */
    public function testReadsDialects(array $test)
    {
        $this->assertSame($test['bare'], Vectors::outcome($test, $test['options'] + ['accept' => 'bare']));
        $this->assertSame($test['default'], Vectors::outcome($test, $test['options']));
    }

    public function dialects()
    {
        return Vectors::load('dialects');
    }

    /** @dataProvider officialBytes */
    public function testGivesTheBytesOfOfficialGeneratorsUnderTheirIvAndPlaintext(array $test)
    {
        $aes = new Aes($test['keyring'][0]['serverSecret']);
        $iv = hex2bin($test['iv']);
        $token04 = explode('#', $test['token'])[0];
        $envelope = Envelope::read(Frame::decode($token04, Bounds::OFFICIAL), Bounds::OFFICIAL);
        $ciphertext = $test['format'] === 'cbc'
            ? $aes->encryptCbc($iv, $test['plaintext'])
            : $aes->sealGcm($iv, $test['plaintext']);
        $ours = new Envelope($test['format'], $envelope->expire, $iv, $ciphertext);
        $this->assertSame($token04, Frame::encode($ours->write()));
    }

    public function officialBytes()
    {
        return array_filter(Vectors::load('dialects'), function (array $case) {
            list($test) = $case;
            $known = $test['plaintext'] !== null && isset($test['bare']['pass']);
            return $known && in_array('Real', $test['flags'], true);
        });
    }

    /** @dataProvider diagnoses */
    public function testExplains(array $test)
    {
        list($wanted, $said) = Vectors::diagnosis($test);
        $this->assertSame($wanted, $said);
    }

    public function diagnoses()
    {
        return Vectors::load('diagnosis');
    }
}
