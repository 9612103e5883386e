-- Who may come in, and where an account lives: asked of the suite over loopback HTTP. Placeholders in @...@ are filled at each start.
local http = dovecot.http.client {
  request_timeout_msecs = 2500, request_absolute_timeout_msecs = 3000, connect_timeout_msecs = 500,
  connect_backoff_max_time_msecs = 200, max_attempts = 1, auto_retry = false
}

local function esc(s)
  return (tostring(s or ""):gsub("[^%w%-%._~]", function(c) return string.format("%%%02X", c:byte()) end))
end

local function ask(path, fields)
  local t = {}
  for k, v in pairs(fields) do t[#t + 1] = k .. "=" .. esc(v) end
  local r = http:request { url = "http://127.0.0.1:@suite-port@" .. path, method = "POST" }
  r:add_header("Authorization", "Bearer @suite-secret@")
  r:add_header("Content-Type", "application/x-www-form-urlencoded")
  r:set_payload(table.concat(t, "&"))
  local ok, a = pcall(function() return r:submit() end)
  if not ok or a:status() ~= 200 then return nil end
  return a:payload()
end

-- "ok <canonical user> <account id> <quota rule or ->"
local function account(answer)
  local user, id, quota = answer:match("^ok (%S+) (%S+) (%S+)")
  if not user then return nil end
  local a = { home = "@mail@/" .. id }
  if quota ~= "-" then a.quota_rule = quota end
  return user, a
end

function auth_password_verify(q, password)
  local answer = ask("/auth", { user = q.user, pass = password, service = q.service, rip = q.remote_ip, session = q.session, secured = q.secured })
  if answer == nil then return dovecot.auth.PASSDB_RESULT_INTERNAL_FAILURE, "suite does not answer" end
  local user, fields = account(answer)
  if not user then
    if answer:match("^unknown") then return dovecot.auth.PASSDB_RESULT_USER_UNKNOWN, "" end
    if answer:match("^disabled") then return dovecot.auth.PASSDB_RESULT_USER_DISABLED, "" end
    return dovecot.auth.PASSDB_RESULT_PASSWORD_MISMATCH, ""
  end
  local result = { user = user, userdb_uid = "@uid@", userdb_gid = "@gid@" }
  for k, v in pairs(fields) do result["userdb_" .. k] = v end
  return dovecot.auth.PASSDB_RESULT_OK, result
end

function auth_userdb_lookup(q)
  local answer = ask("/lookup", { user = q.user, service = q.service })
  if answer == nil then return dovecot.auth.USERDB_RESULT_INTERNAL_FAILURE, "suite does not answer" end
  local user, fields = account(answer)
  if not user then return dovecot.auth.USERDB_RESULT_USER_UNKNOWN, "" end
  local result = { user = user, uid = "@uid@", gid = "@gid@" }
  for k, v in pairs(fields) do result[k] = v end
  return dovecot.auth.USERDB_RESULT_OK, result
end
