<?php

/**
 * For projects without Composer, and for those that map the namespace ZEGO alone: finds the classes of this package.
 */

spl_autoload_register(function ($class) {
    $top = strstr($class, '\\', true);
    if ($top !== 'Roompass' && $top !== 'ZEGO') {
        return;
    }
    $file = __DIR__ . '/src/' . str_replace('\\', '/', $class) . '.php';
    if (is_file($file)) {
        require $file;
    }
});
