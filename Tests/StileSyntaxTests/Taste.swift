/// The two samples that show what the language looks like.
enum Taste {
  static let runbook = #####"""
    stile 1

    ## Moves the web names of the community server and waits until the world has noticed.
    use dns, http, permissions
    use "hosts.stile" (old, new, zone, ops, users, mailbox_owners)

    param names: List[String] = ["community", "trac", "projects", "code"]

    runbook web_names "Move the web names" {

      let domains: List[DomainName] = names.map(n => "#{n}.#{zone.name}")
      let cached = dns.observe(domains, .CNAME)            # what resolvers may still hold

      step freeze "Make the project trees read-only" on old tags ["F3"] {
        permissions.freeze("/srv/projects")                 # an action with its own undo
        verify { permissions.writable("/srv/projects") == [] }
      }

      stage "Point the names at the new server" {
        for domain in domains {
          step point "Point #{domain} at the new server" tags ["F8"] {
            ensure within 2m every 5s { dns.authoritative(domain, .CNAME) == [new.name] }
            dns.point(zone, domain, .CNAME, to: new.name)   # compare-and-set; carries its own undo
          }
        }
      }

      wait ttl cached tags ["F9"]                           # durable; says until when

      verify answers "The services answer" within 5m every 15s holding 1m tags ["F9"] {
        for domain in domains { http.get("https://#{domain}/").status == 200 }
      }

      for owner in mailbox_owners {
        manual ask_owner "Ask #{owner} to check their mail on #{new.name}" tags ["F11"]
      }
      notify [ops, users] subject "Web names moved" "#{names.join(", ")} now live on #{new.name}."
    }
    """#####

  static let action = #####"""
    stile 1

    ## Takes every write permission below `tree` away; the undo puts back exactly what was there.
    action freeze(tree: Path) {
      let before = probe `find #{tree} -xdev ! -type l -printf '%m %p\0'`
      undo {
        run `xargs -0 -n 1 sh -c 'chmod -- "${1%% *}" "${1#* }"' sh` stdin before
        verify { (probe `find #{tree} -xdev ! -type l -printf '%m %p\0'`).stdout == before.stdout }
      }
      run `find #{tree} -xdev ! -type l -perm /222 -exec chmod a-w -- {} +`
    } simulate {
      sim.each(host, under: tree, change: .read_only)
    }
    """#####

  /// Every construct of the grammar once.
  static let everything = #####"""
    stile 1

    use dns, http
    use "hosts.stile" (old, New)
    param names: List[String] = ["a", r"b\n"]
    secret a from env "A"
    secret b from file "b"
    secret c from command `pass show #{names}`
    secret d from prompt "d?"
    let text = """
      one #{names.join(", ")}
        two \u{e9} \#{
      """
    record Site { name: String, on: Path = "/srv"
      ttl: Duration? }
    enum Mode { octal(value: String), plain, CNAME }
    fn first[T](xs: List[T], keep: (T) -> Bool = x => true) -> T? = xs[0]
    probe size(path: Path) -> Int {
      let out = probe `
        if [ -d #{path} ]; then
          du -s -- "#{path}" | cut -f1
        fi
        cat <<END
        $(( #{1} + 1 )) \#{
        END
        ` in "/" env {LC_ALL: "C"} within 5s
      return out.text.int ?? fail "no size of #{path}"
    }
    action put(x: Int) { run `x > y` stdin text allow 24 reboots } simulate { sim.put(x) }
    procedure move(h: Host) {
      step s "Step #{h.name}" on h as root batch 2 when not a or b retry 2 every 5s
        within 2h tags ["A"] safe to repeat reverts in 5m unless confirmed {
        ensure within 1m every 5s holding 2s { succeeds `test -e x` }
        no undo "why"
        irreversible "why"
        put(1) on h as root
        return {"a": [1, 2.5], "b": some .octal(value: "0644")}
      } simulate { sim.x() }
      undo s
    }
    runbook main "Main" on old tags ["A"] {
      stage one "One" tags ["B"] {
        let w = wait ttl dns.observe(names, .CNAME) tags ["F9"]
        wait until 2026-12-01T20:00+02:00
        wait 5m
      }
      parallel {
        manual m "Do it" { verify { a == b } }
        confirm "Go on?" when x => y
      }
      for x in xs by x.name parallel 4 { move(x) }
      let load = sample "Load" every 1s for 5m { load(x)[0] ?? -1 }
      var n = 0
      n = n + 1
      if let q = ask "Which?" { q } else if n >= 2 and n != 3 { n } else { break }
      match mode { octal(v), plain -> v
        none, _ -> { return }
        some z -> z }
      try { put(1) } catch e { notify [ops] subject "S" e.message required }
      expect n % 2 == 0, "odd"
    }
    policy p "Backup" every day at 03:15 in "UTC" alert ops within 1h { main() }
    test "works" {
      given sim.host("old")
      let r = rehearse main(names: [])
      expect r.status == .done, "no"
    }
    """#####
}
