<?php

// As an application has it: what `composer dump-autoload` made.
error_reporting(-1);
require __DIR__ . '/../vendor/autoload.php';
