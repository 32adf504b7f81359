import http.server

http.server.HTTPServer(("", 0), http.server.SimpleHTTPRequestHandler)
