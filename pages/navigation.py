"""The map: page config, and the navigation built from the agenda."""

import streamlit as st

st.set_page_config(page_title="Climbing Together", layout="centered")
st.title("Climbing Together")
