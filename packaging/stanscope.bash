# bash completion for stanscope                                            -*- shell-script -*-

_stanscope()
{
    local cur prev words=("${COMP_WORDS[@]}") command='' word
    cur=${COMP_WORDS[COMP_CWORD]}
    prev=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
    for word in "${words[@]:1:COMP_CWORD-1}"; do
        case $word in
        run | shot | watch | replay | scenarios)
            command=$word
            break
            ;;
        esac
    done

    case $prev in
    --handler)
        mapfile -t COMPREPLY < <(compgen -W 'naive ordered inbox' -- "$cur")
        return
        ;;
    --twin)
        mapfile -t COMPREPLY < <(compgen -W 'naive,ordered naive,inbox ordered,inbox' -- "$cur")
        return
        ;;
    --theme)
        mapfile -t COMPREPLY < <(compgen -W 'light dark' -- "$cur")
        return
        ;;
    --lang)
        mapfile -t COMPREPLY < <(compgen -W 'en vi' -- "$cur")
        return
        ;;
    --json)
        # Of replay and watch it takes no value.
        if [[ $command == run || $command == shot ]]; then
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
        fi
        ;;
    --capture | --state | --junit | -o | --output | --password-file | --token-file | --creds | --nkey | \
        --tlsca | --tlscert | --tlskey)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    --db | --replicas | --ack-wait | --seed | --replica-command | --size | --at | -s | --server | -c | \
        --cluster | -m | --monitor | --user | --password | --token | --context | --for)
        return
        ;;
    esac

    local options='--lang --help --version --diagnose' values='' files=''
    local plays='--handler --twin --db --replicas --ack-wait --seed --json'
    local recordings='case-1-naive case-1-ordered case-1-inbox case-2-naive case-2-ordered case-2-inbox'
    case $command in
    '')
        options+=' --replica-command'
        values='run shot watch replay scenarios'
        files='*.stanscope'
        ;;
    run)
        options+=" $plays --replica-command --all --junit --capture --force --state"
        files='*.toml'
        ;;
    shot)
        options+=" $plays --output --size --at --theme"
        values=$recordings
        files='*.@(toml|stanscope)'
        ;;
    watch)
        options+=' --server --cluster --monitor --user --password-file --token-file --creds --nkey'
        options+=' --password --token --tlsca --tlscert --tlskey --context --low-impact --for --json'
        options+=' --read --capture --force --state'
        ;;
    replay)
        options+=' --json --state'
        values=$recordings
        files='*.stanscope'
        ;;
    esac
    if [[ $command == run || $command == shot ]]; then
        values+=" $("${words[0]}" scenarios 2>/dev/null | sed -n 's/^\([^ ]\{1,\}\) .*/\1/p')"
    fi

    if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
        return
    fi
    mapfile -t COMPREPLY < <(compgen -W "$values" -- "$cur")
    if [[ -n $files ]]; then
        local file
        compopt -o filenames
        while IFS= read -r file; do
            # shellcheck disable=SC2053 # it is a pattern
            if [[ -d $file ]] || (shopt -s extglob && [[ $file == $files ]]); then
                COMPREPLY+=("$file")
            fi
        done < <(compgen -f -- "$cur")
    fi
}

complete -F _stanscope stanscope
