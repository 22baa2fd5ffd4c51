"""Every kind of element that the app uses, for the browser to test our headers with."""

import base64
import secrets

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5E"
    "rkJggg=="
)
COMPONENT = st.components.v2.component(
    "probe",
    html="<p id='probe'>waiting</p>",
    css="#probe { color: teal; }",
    js="""
    export default function (component) {
      const { parentElement, setStateValue } = component;
      parentElement.querySelector("#probe").textContent = "the component runs";
      fetch("/healthz").then((answer) => setStateValue("status", answer.status));
    }
    """,
)


@st.cache_resource
def token() -> str:
    """Return a token that stays the same until someone clears the cache for everyone."""
    return secrets.token_hex(8)


st.title("Probe")
st.text(f"token {token()}")
st.pills("Pick", ["one", "two"])
st.slider("How much", 0, 10)
st.text_area("Say")
st.toggle("Switch")
st.plotly_chart(go.Figure(go.Bar(x=["a", "b"], y=[1, 2])))
st.dataframe(pd.DataFrame({"a": [1, 2]}))
st.bar_chart({"a": [1, 2]})
st.image(PIXEL, width=20)
st.image("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'></svg>")
st.markdown("**bold** :material/home: $x^2$ :smile:")
st.code("print(1)", language="python")
st.html("<b>html</b>")
st.download_button("Download", "content", "file.txt")
COMPONENT(key="probe", on_status_change=lambda: None)
