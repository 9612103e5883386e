-- Tells the suite what changed in a mailbox: one call a transaction. When the suite does not answer, a marker file names the account.
local http = nil

local function esc(s)
  return (tostring(s or ""):gsub("[^%w%-%._~@]", function(c) return string.format("%%%02X", c:byte()) end))
end

local function add(c, e)
  c.lines[#c.lines + 1] = table.concat({ e.name, e.mailbox or "", e.uid and string.format("%d", e.uid) or "", e.mailbox_old or "" }, "\t")
end

function dovecot_lua_notify_begin_txn(user)
  return { user = user, lines = {} }
end

dovecot_lua_notify_event_message_new = add
dovecot_lua_notify_event_message_append = add
dovecot_lua_notify_event_message_expunge = add
dovecot_lua_notify_event_flags_set = add
dovecot_lua_notify_event_flags_clear = add
dovecot_lua_notify_event_mailbox_create = add
dovecot_lua_notify_event_mailbox_delete = add
dovecot_lua_notify_event_mailbox_rename = add
dovecot_lua_notify_event_mailbox_subscribe = add
dovecot_lua_notify_event_mailbox_unsubscribe = add

function dovecot_lua_notify_end_txn(c, success)
  if #c.lines == 0 then return end
  http = http or dovecot.http.client {
    request_timeout_msecs = 300, request_absolute_timeout_msecs = 300, connect_timeout_msecs = 200,
    connect_backoff_max_time_msecs = 200, max_attempts = 1
  }
  local r = http:request { url = "http://127.0.0.1:@suite-port@/push", method = "POST" }
  r:add_header("Authorization", "Bearer @suite-secret@")
  r:set_payload(c.user.username .. "\n" .. table.concat(c.lines, "\n"))
  local ok, a = pcall(function() return r:submit() end)
  if not ok or a:status() ~= 200 then
    local f = io.open("@missed@/" .. esc(c.user.username), "w")
    if f then f:close() end
  end
end
