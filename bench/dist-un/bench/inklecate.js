#!/usr/bin/env node
/**
 * Stands in for inkle's compiler `inklecate`, which inkcheck would otherwise download: the same options and answers, as far as it asks
 * for them, with the compiler of inkjs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Compiler, CompilerOptions } from 'inkjs/compiler/Compiler';
const args = process.argv.slice(2);
const path = args[args.length - 1];
const target = args.indexOf('-o');
const files = {
    ResolveInkFilename: (name) => join(dirname(path), name),
    LoadInkFileContents: (name) => readFileSync(name, 'utf8'),
};
if (target >= 0) {
    const source = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    const compiler = new Compiler(source, new CompilerOptions(basename(path), [], args.includes('-c'), null, files));
    let success = false;
    try {
        writeFileSync(args[target + 1], String(compiler.Compile().ToJson()));
        success = true;
    }
    catch {
        // its errors say why
    }
    const issues = [...compiler.errors, ...compiler.warnings, ...compiler.authorMessages];
    process.stdout.write(`${JSON.stringify({ 'compile-success': success })}\n${JSON.stringify({ issues })}\n`);
}
