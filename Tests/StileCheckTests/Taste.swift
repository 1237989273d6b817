/// The samples of the design, which must always check.
enum Taste {
  static let hosts = """
    stile 1
    use mail
    param old: Host
    param new: Host
    secret key from env "DNS_KEY"
    let zone = Zone(name: "example.org", primary: "192.0.2.53", key: "runbooks", secret: key)
    let ops = console
    let users = mail.to("users@example.org", from: "ops@example.org")
    let mailbox_owners = ["anna", "bert"]

    """

  static let runbook = """
    stile 1

    ## Moves the web names of the community server and waits until the world has noticed.
    use dns, http, permissions
    use "hosts.stile" (old, new, zone, ops, users, mailbox_owners)

    param names: List[String] = ["community", "trac", "projects", "code"]

    runbook web_names "Move the web names" {

      let domains: List[DomainName] = names.map(n => "#{n}.#{zone.name}")
      let cached = dns.observe(domains, .CNAME)

      step freeze "Make the project trees read-only" on old tags ["F3"] {
        permissions.freeze("/srv/projects")
        verify { permissions.writable("/srv/projects") == [] }
      }

      stage "Point the names at the new server" {
        for domain in domains {
          step point "Point #{domain} at the new server" tags ["F8"] {
            ensure within 2m every 5s { dns.authoritative(domain, .CNAME) == [new.name] }
            dns.point(zone, domain, .CNAME, to: new.name)
          }
        }
      }

      wait ttl cached tags ["F9"]

      verify answers "The services answer from the new server"
          within 5m every 15s holding 1m tags ["F9"] {
        for domain in domains { http.get("https://#{domain}/").status == 200 }
      }

      for owner in mailbox_owners {
        manual ask_owner "Ask #{owner} to check their mail on #{new.name}" tags ["F11"]
      }
      notify [ops, users] subject "Web names moved" "#{names.join(", ")} now live on #{new.name}."
    }

    """

  static let action = #"""
    stile 1

    ## Takes every write permission below `tree` away; the undo puts back exactly what was there.
    action freeze(tree: Path) {
      let before = probe `find #{tree} -xdev ! -type l -printf '%m %p\0'`
      undo {
        run `xargs -0 -n 1 sh -c 'chmod -- "${1%% *}" "${1#* }"' sh` stdin before
        verify { (probe `find #{tree} -xdev ! -type l -printf '%m %p\0'`).stdout == before.stdout }
      }
      run `find #{tree} -xdev ! -type l -perm /222 -exec chmod a-w -- {} +`
    }

    """#
}
