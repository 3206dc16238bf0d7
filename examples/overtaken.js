// Decides what comes in the order in which it comes. That is the bug.
'use strict';

let balance = 0;

require('./service.js')((transaction, decide) => {
    if (balance + transaction.amount >= 0) balance += transaction.amount;
    decide(balance);
});
