// Logs in to a Zabbix frontend and takes screenshots of its pages, each once it has stopped loading. Of a dashboard with
// several pages, the others go to OUTPUT-2.png and so on.
// node screenshot.mjs ADDRESS HEIGHT PAGE OUTPUT.png...     with ZABBIX_USER and ZABBIX_PASSWORD in the environment
// Prints what went wrong and which widgets are empty, one a line after the picture's name; nothing when all is well.
import { basename } from 'node:path';
import { chromium } from 'playwright-core';

// In milliseconds; a graph is drawn by PHP, and the machine may be busy with other tests.
const PATIENCE = 180_000;

const [address, height, ...shots] = process.argv.slice(2);
const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
        '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
    const tab = await browser.newPage({ viewport: { width: 1600, height: Number(height) } });
    tab.setDefaultTimeout(PATIENCE);
    await tab.goto(address);
    await tab.fill('#name', process.env.ZABBIX_USER);
    await tab.fill('#password', process.env.ZABBIX_PASSWORD);
    await tab.click('#enter');
    await tab.waitForSelector('.sidebar');
    for (let i = 0; i < shots.length; i += 2) await visit(tab, shots[i], shots[i + 1]);
} finally {
    await browser.close();
}

async function visit(tab, page, output) {
    await tab.goto(new URL(page, address).href);
    const openTimeFilter = tab.locator('li.ui-tabs-active > a.btn-time');
    if (await openTimeFilter.count() > 0) await openTimeFilter.click();
    await photograph(tab, output);
    const pages = tab.locator('.dashboard-navigation-tabs li .selected-tab, .dashboard-navigation-tabs li > div');
    for (let i = 1; i < await pages.count(); i++) {
        await pages.nth(i).click();
        await photograph(tab, output.replace(/\.png$/, `-${i + 1}.png`));
    }
}

async function photograph(tab, file) {
    await tab.waitForTimeout(500);
    await tab.waitForLoadState('networkidle');
    await tab.waitForFunction(() => document.querySelector('.is-loading') === null);
    await tab.screenshot({ path: file, fullPage: true });
    for (const error of await tab.locator('.msg-bad').allInnerTexts()) console.log(`${basename(file)}: ${error.replaceAll('\n', ' ')}`);
    const nothing = '.no-data, .no-data-message, .nothing-to-show';
    for (const widget of await tab.locator('.dashboard-grid-widget', { has: tab.locator(nothing) }).allInnerTexts())
        console.log(`${basename(file)}: empty: ${widget.replaceAll('\n', ' ')}`);
}
