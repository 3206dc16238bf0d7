#pragma once

#include <stanscope/testkit/broker.h>
#include <stanscope/testkit/expect.h>
#include <stanscope/testkit/lab.h>
#include <stanscope/testkit/process.h>
#include <stanscope/testkit/values.h>
