// Tells Meldkamer's audit store what happens to a problem. Made by meldkamer install, which also brings it up to date.
var told = JSON.parse(value);
var store = told.audit_url.replace(/\/+$/, '');
var event = {};

Object.keys(told).forEach(function (name) {
    if (name !== 'audit_url' && name !== 'audit_token') {
        event[name] = String(told[name]);
    }
});

function demandOk(status, answer) {
    if (status !== 200) {
        throw 'the audit store answers ' + status + ': ' + String(answer).substring(0, 300);
    }
}

function post(events) {
    var request = new HttpRequest();
    request.addHeader('Content-Type: application/json');
    request.addHeader('Authorization: Bearer ' + told.audit_token);
    var answer = request.post(store + '/v1/zabbix', JSON.stringify(events));
    demandOk(request.getStatus(), answer);
}

// The test of a media type in the frontend has no event, and macros only where somebody has filled them in.
function test() {
    if (told.audit_token.charAt(0) !== '{') {
        post([]);
        return 'The audit store answers and knows the token.';
    }
    var request = new HttpRequest();
    var answer = request.get(store + '/v1/health');
    demandOk(request.getStatus(), answer);
    return 'The audit store answers. Whether it knows the token was not tested: fill in audit_token for that.';
}

if (!/^[0-9]+$/.test(event.event_id)) {
    return test();
}
post([event]);
return 'OK';
