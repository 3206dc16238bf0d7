#include "core/service/accountservice.h"
#include "core/service/servicemain.h"

int main(int argc, char** argv)
{
    return stanscope::runService<stanscope::AccountService>(argc, argv,
                                                            &stanscope::accountArguments);
}
